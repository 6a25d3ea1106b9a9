import type { GroupPage, SummaryItem } from '@madoguchi/forms'
import { formatDateTime } from '@madoguchi/kit'
import type { Child, Html } from '@madoguchi/ui'
import { html, renderButton, renderDisclosure, renderNotificationBanner } from '@madoguchi/ui'
import type { Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { type OpenDraft, pathOf } from './open-draft.ts'
import { type ItemPlace, listRemoved } from './taken-out.ts'
import { fillWords } from './words.ts'

/** What the list says of one item: what became of a wish to take it out, or to put it back. */
const toldOfItem = ['removed', 'removed-before', 'changed', 'gone', 'not-there', 'put-back', 'full'] as const
type ToldOfItem = (typeof toldOfItem)[number]

/** The list with one thing to say of one item. Loaded again, it says it as long as it is so. */
export function tellOfItem(
  fill: OpenDraft,
  { page, item }: ItemPlace,
  { told, from }: { told: ToldOfItem; from?: string | undefined },
): string {
  return `${pathOf(fill, page)}?${new URLSearchParams({ told, item, ...(from !== undefined && { from }) })}`
}

/** The first things that an item says. */
export function aboutItem({ rows }: SummaryItem, reader: Reader): string | undefined {
  const texts = rows.flatMap(({ text }) => (text === undefined ? [] : [text])).slice(0, 3)
  return fillWords(reader).items.about(texts) || undefined
}

/** 「ポチ」, by the first thing that it says. */
function nameItem({ rows }: SummaryItem, reader: Reader): string {
  return fillWords(reader).items.nameOf(rows.find(({ text }) => text !== undefined)?.text)
}

type Listed = {
  readonly page: GroupPage
  /** Those that stand. */
  readonly items: readonly SummaryItem[]
  /** What a form of this page takes along. */
  readonly hidden: Child
}

export function renderToldOfItem({ url, frame }: Visit, fill: OpenDraft, { page, items, hidden }: Listed): Html | '' {
  const words = fillWords(frame).items
  const told = toldOfItem.find((each) => each === url.searchParams.get('told'))
  const id = url.searchParams.get('item')
  const standing = items.find((item) => item.id === id)
  const out = listRemoved(fill.filling, fill.draft.content, page).find(({ removed }) => removed.item.id === id)
  switch (told) {
    case 'removed':
    case 'removed-before': {
      if (out === undefined) return ''
      const name = nameItem(out.item, frame)
      const undo = html`<form method="post" action="${pathOf(fill, page.id)}">${hidden}${renderUndo(out.removed.item.id, name, { reader: frame, size: 'medium' })}</form>`
      return renderNotificationBanner({
        tone: told === 'removed' ? 'success' : 'info',
        heading: told === 'removed' ? words.removed(name) : words.removedBefore(name),
        isLive: true,
        actions: [undo],
      })
    }
    case 'changed':
    case 'put-back': {
      if (standing === undefined) return ''
      const name = nameItem(standing, frame)
      return told === 'put-back'
        ? renderNotificationBanner({ tone: 'success', heading: words.putBack(name), isLive: true })
        : renderNotificationBanner({
            tone: 'warning',
            heading: words.changed(name),
            body: html`<p>${words.changedBody}</p>`,
            isLive: true,
          })
    }
    case 'full': {
      if (out === undefined) return ''
      const body = html`<p>${words.fullBody(page.group.countMax)}</p>`
      const heading = words.notPutBack(nameItem(out.item, frame))
      return renderNotificationBanner({ tone: 'warning', heading, body, isLive: true })
    }
    case 'gone':
    case 'not-there': {
      if (standing !== undefined || out !== undefined) return ''
      const [heading, body] = told === 'gone' ? [words.gone, words.goneBody] : [words.notThere, words.notThereBody]
      return renderNotificationBanner({ tone: 'info', heading, body: html`<p>${body}</p>`, isLive: true })
    }
    case undefined:
      return ''
  }
}

/** All that was taken out of this list and can be put back, for whoever notices later. */
export function renderTakenOut(
  fill: OpenDraft,
  { page, hidden }: Pick<Listed, 'page' | 'hidden'>,
  reader: Reader,
): Html | '' {
  const listed = listRemoved(fill.filling, fill.draft.content, page)
  if (listed.length === 0) return ''
  const words = fillWords(reader).items
  const lines = listed.map(({ removed, item }) => {
    const name = nameItem(item, reader)
    const about = [aboutItem(item, reader) ?? name, words.removedAt(formatDateTime(new Date(removed.at)))]
    return html`<li class="items__item"><div><p class="items__about">${about[0]}</p><p class="items__about">${about[1]}</p></div><div class="items__actions">${renderUndo(item.id, name, { reader, size: 'small' })}</div></li>`
  })
  return renderDisclosure({
    summary: words.takenOut(listed.length),
    body: html`<form class="stack" method="post" action="${pathOf(fill, page.id)}">${hidden}<p>${words.takenOutBody}</p><ul class="items">${lines}</ul></form>`,
  })
}

function renderUndo(item: string, name: string, { reader, size }: { reader: Reader; size: 'small' | 'medium' }): Html {
  const words = fillWords(reader).items
  return renderButton({
    label: words.undo,
    context: words.undoContext(name),
    kind: 'outline',
    size,
    name: '_undo',
    value: item,
  })
}
