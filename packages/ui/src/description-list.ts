import type { Child, Html } from './html.ts'
import { checkedHref, html } from './html.ts'

export type DescriptionRow = {
  readonly term: string
  readonly value: Child
  /** A plain explanation of the term, in place. */
  readonly about?: string | undefined
  /** 「変更」 on a check page. `context` is heard only: 「(氏名)」. */
  readonly action?: { readonly label: string; readonly href: string; readonly context?: string | undefined } | undefined
}

export type DescriptionListProps = { readonly rows: readonly DescriptionRow[] }

export function renderDescriptionList({ rows }: DescriptionListProps): Html {
  return html`<dl class="descriptions">${rows.map(renderRow)}</dl>`
}

function renderRow(row: DescriptionRow): Html {
  const about = row.about === undefined ? '' : html`<span class="descriptions__about">${row.about}</span>`
  return html`<div class="descriptions__row"><dt>${row.term}${about}</dt><dd>${row.value}</dd>${renderAction(row)}</div>\n`
}

function renderAction({ action, term }: DescriptionRow): Html | '' {
  if (action === undefined) return ''
  const context = action.context ?? `(${term})`
  return html`<dd class="descriptions__action"><a href="${checkedHref(action.href)}">${action.label}<span class="only-heard">${context}</span></a></dd>`
}
