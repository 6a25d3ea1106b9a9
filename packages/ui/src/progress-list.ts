import type { Child, Html } from './html.ts'
import { checkedHref, html } from './html.ts'
import type { Tone } from './status-chip.ts'
import { renderStatusChip } from './status-chip.ts'

export type ProgressRow = {
  readonly title: string
  readonly status: { readonly tone: Tone; readonly label: string }
  /** Who is asked. */
  readonly agency?: string | undefined
  /** Since when: a `<time>` or text. */
  readonly since?: Child | undefined
  /** Where the answer is. */
  readonly href?: string | undefined
  /** One sentence on what this state means for the reader. */
  readonly about?: string | undefined
}

export type ProgressListProps = { readonly id?: string | undefined; readonly rows: readonly ProgressRow[] }

/** A list that fills. A page's own script may replace it: changes are read out politely. */
export function renderProgressList({ id, rows }: ProgressListProps): Html {
  return html`<ul class="progress"${id === undefined ? '' : html` id="${id}"`} aria-live="polite">${rows.map(renderRow)}</ul>`
}

function renderRow(row: ProgressRow): Html {
  const title = row.href === undefined ? row.title : html`<a href="${checkedHref(row.href)}">${row.title}</a>`
  const agency = row.agency === undefined ? '' : html`<span>${row.agency}</span>`
  const since = row.since === undefined ? '' : html`<span>${row.since}</span>`
  const about = row.about === undefined ? '' : html`<p class="progress__about">${row.about}</p>`
  return html`<li class="progress__row"><div class="progress__head"><p class="progress__title">${title}</p>${renderStatusChip(row.status)}</div><p class="progress__facts">${agency}${since}</p>${about}</li>\n`
}
