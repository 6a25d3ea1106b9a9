import { renderButton } from './button.ts'
import type { Html } from './html.ts'
import { checkedHref, html } from './html.ts'
import type { Tone } from './status-chip.ts'
import { renderStatusChip } from './status-chip.ts'

/** What somebody has entered one by one: children, dogs, rooms. It stands inside of a form. */
export type ItemListProps = {
  /** What the list is of, for screen readers: 「お子さんの一覧」. */
  readonly label: string
  readonly items: readonly ListedItem[]
  /** The name under which 「消す」 posts the item's number. */
  readonly removeName: string
}

type ListedItem = {
  /** Counts what is posted: `removeName=value`. */
  readonly value: string
  readonly title: string
  /** A line that tells one from another: 見本 一郎 令和2年5月5日. */
  readonly about?: string | undefined
  readonly changeHref: string
  readonly chip?: { readonly tone: Tone; readonly label: string } | undefined
}

export function renderItemList({ label, items, removeName }: ItemListProps): Html {
  return html`<ol class="items" aria-label="${label}">${items.map((item) => renderItem(item, removeName))}</ol>`
}

function renderItem({ value, title, about, changeHref, chip }: ListedItem, removeName: string): Html {
  const state = chip === undefined ? '' : html` ${renderStatusChip(chip)}`
  const line = about === undefined ? '' : html`<p class="items__about">${about}</p>`
  const remove = renderButton({
    label: '消す',
    context: `(${title})`,
    kind: 'text',
    size: 'small',
    name: removeName,
    value,
    skipsChecks: true,
  })
  return html`<li class="items__item"><div><p class="items__title">${title}${state}</p>${line}</div><div class="items__actions"><a class="button button--outline button--small" href="${checkedHref(changeHref)}">変更<span class="only-heard">(${title})</span></a>${remove}</div></li>`
}
