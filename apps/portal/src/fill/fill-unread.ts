import type { FormError } from '@madoguchi/forms'
import { explainError, itemTitle } from '@madoguchi/forms'
import type { Html } from '@madoguchi/ui'
import { html, renderNotificationBanner } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { listUnread, type UnreadBox } from './list-unread.ts'
import { type OpenDraft, pathOf } from './open-draft.ts'
import { namePlace } from './place.ts'
import { fillWords } from './words.ts'

/** What was typed into a box and will not be on the paper, by its place and question. */
export function mapUnread(fill: OpenDraft): ReadonlyMap<string, UnreadBox> {
  return new Map(listUnread(fill).map((box) => [nameBox(box.error), box]))
}

export function nameBox({ field = '', ...place }: Pick<FormError, 'page' | 'item' | 'field'>): string {
  return `${namePlace(place)}#${field}`
}

/** Where it is put right: the box itself. */
export function pathOfBox(fill: OpenDraft, { page, item, field, entry }: FormError): string {
  const path = item === undefined ? `${pathOf(fill, page)}?from=check` : pathOf(fill, page, item)
  return field === undefined ? path : `${path}#${entry}`
}

/** Before anything is printed or signed: each text that no paper shows, which leads to its box, and why. */
export function renderUnread(fill: OpenDraft, reader: Reader): Html | '' {
  const unread = listUnread(fill)
  if (unread.length === 0) return ''
  const words = fillWords(reader).unread
  const lines = unread.map(({ error, label, said }) => {
    const box = html`<a href="${pathOfBox(fill, error)}">${words.box(nameItem(fill, error), label)}</a>`
    return html`<li>${box}<br>${words.said(said)}<br>${explainError(fill.procedure, error)}</li>`
  })
  return renderNotificationBanner({
    tone: 'warning',
    heading: words.heading(unread.length),
    body: [html`<p>${words.body}</p>`, html`<ul>${lines}</ul>`],
  })
}

function nameItem({ procedure, filling }: OpenDraft, { page: id, item }: FormError): string | undefined {
  const page = procedure.pages.find((one) => one.id === id)
  if (page?.kind !== 'group' || item === undefined) return undefined
  const at = (filling.answers.groups[page.group.id] ?? []).findIndex((one) => one.id === item)
  return itemTitle(page.group.itemTitle, at)
}
