import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderDescriptionList,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
} from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { readForm, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import type { ToldLeftOut } from './draft-content.ts'
import { readFilling } from './edit-draft.ts'
import { own } from './fill-form-entries.ts'
import type { Fills } from './fills.ts'
import { digestLeftOut, putAwayLeftOut, putBackLeftOut } from './left-out.ts'
import { breadcrumbOf, type OpenDraft, pathOf } from './open-draft.ts'
import { fillWords } from './words.ts'

const shownMax = 10

/** All that another version of the questions had no place for, kept until its writer says that they have it. */
export function addLeftOut(routes: PageRoutes, fills: Fills): void {
  const path = '/fill/:draft/left-out'
  routes.get(path, async (visit) => replyLeftOut(visit, await fills.open(visit)))
  routes.post(path, async (visit) => {
    const form = await readForm(visit)
    const fill = await fills.open(visit)
    fills.countSave(fill)
    const isUndo = form.get(own.go) === 'undo'
    const changed = await fills.change(fill, (content) => {
      const read = readFilling(content, fill.filling).content
      const next = isUndo ? putBackLeftOut(read) : putAwayLeftOut(read, form.get(own.seen) ?? '')
      return next === read ? content : next
    })
    const told = isUndo ? 'put-back' : listLeftOut(changed).length === 0 ? 'put-away' : 'changed'
    return visit.c.redirect(`${pathOf(changed, 'left-out')}?told=${told}`, 303)
  })
}

function listLeftOut({ draft }: OpenDraft): readonly ToldLeftOut[] {
  return draft.content.leftOut ?? []
}

/**
 * Leads to them from every page of the draft, as long as there are any. What is new is named here as well; on the check page
 * `all` are.
 */
export function renderLeftOut(fill: OpenDraft, reader: Reader, which: 'new' | 'all' = 'new'): Child {
  const all = listLeftOut(fill)
  if (all.length === 0) return ''
  const { leftOut: words, page } = fillWords(reader)
  const isNew = fill.leftOut.length > 0
  const named = which === 'all' ? all : fill.leftOut
  const lines = named.slice(0, shownMax).map((one) => html`<li>${words.of(one)}</li>`)
  const more = named.length - lines.length
  const rest = more === 0 ? '' : html`<li>${words.more(more)}</li>`
  const list = lines.length === 0 ? '' : html`<ul>${lines}${rest}</ul>`
  return renderNotificationBanner({
    tone: 'info',
    heading: isNew ? page.otherVersionHeading : words.heading(all.length),
    body: [isNew ? html`<p>${page.otherVersionBody}</p>` : '', list],
    actions: [renderLinkButton({ label: words.see, href: pathOf(fill, 'left-out'), kind: 'outline', size: 'medium' })],
    isLive: isNew,
  })
}

function replyLeftOut(visit: Visit, fill: OpenDraft): Response {
  const words = fillWords(visit.frame).leftOut
  const all = listLeftOut(fill)
  const main: Child =
    all.length === 0
      ? html`<p>${words.none}</p>`
      : [
          html`<p class="lead">${words.lead}</p><p>${words.about}</p>`,
          renderAll(all, visit.frame),
          html`<form method="post" action="${pathOf(fill, 'left-out')}"><input type="hidden" name="${own.seen}" value="${digestLeftOut(all)}">${renderButton({ label: words.putAway, kind: 'outline' })}</form>`,
        ]
  const view = renderFrame(visit, {
    title: words.title,
    breadcrumb: breadcrumbOf(fill, visit.frame),
    main: [main, html`<p><a href="${pathOf(fill)}">${words.back}</a></p>`],
    notice: renderTold(visit, fill),
  })
  return replyPage(visit, view)
}

/** What stood alone first; then item by item, each with all that it said. */
function renderAll(all: readonly ToldLeftOut[], reader: Reader): Child {
  const words = fillWords(reader).leftOut
  const list = (some: readonly ToldLeftOut[]) =>
    renderDescriptionList({
      rows: some.map(({ label, said }) => ({
        term: words.question(label),
        value: said === undefined ? words.unsaid : html`<span class="fill__answer">${said}</span>`,
      })),
    })
  const alone = all.filter(({ item }) => item === undefined)
  const items = Map.groupBy(
    all.flatMap((one) => (one.item === undefined ? [] : [{ ...one, item: one.item }])),
    ({ item }) => JSON.stringify(item),
  )
  const sections = [...items.values()].map((some) =>
    some[0] === undefined ? '' : renderSection({ heading: words.item(some[0].item), body: list(some) }),
  )
  return [alone.length === 0 ? '' : list(alone), sections]
}

/** What became of the button, as long as it is so. */
function renderTold({ url, frame }: Visit, fill: OpenDraft): Html | '' {
  const words = fillWords(frame).leftOut
  const isEmpty = listLeftOut(fill).length === 0
  const { putAway = [] } = fill.draft.content
  switch (url.searchParams.get('told')) {
    case 'put-away': {
      if (!isEmpty || putAway.length === 0) return ''
      const button = renderButton({ label: words.undo, kind: 'outline', size: 'medium', name: own.go, value: 'undo' })
      const undo = html`<form method="post" action="${pathOf(fill, 'left-out')}">${button}</form>`
      return renderNotificationBanner({ tone: 'success', heading: words.putAwayHeading, isLive: true, actions: [undo] })
    }
    case 'put-back':
      return isEmpty ? '' : renderNotificationBanner({ tone: 'success', heading: words.putBackHeading, isLive: true })
    case 'changed': {
      const body = html`<p>${words.changedBody}</p>`
      return isEmpty
        ? ''
        : renderNotificationBanner({ tone: 'warning', heading: words.changedHeading, body, isLive: true })
    }
    default:
      return ''
  }
}
