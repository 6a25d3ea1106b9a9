import assert from 'node:assert/strict'
import { checkedId } from './field.ts'
import type { Child, Html } from './html.ts'
import { html } from './html.ts'

type TableColumn = {
  readonly label: string
  /** Numbers stand at the right end. */
  readonly isNumeric?: boolean | undefined
  /** The cell that names its row. Usually the first column. */
  readonly isRowHeader?: boolean | undefined
}

export type TableProps = {
  readonly id: string
  readonly caption: string
  /** For a table right under a heading that says the same: the caption is heard only. */
  readonly hidesCaption?: boolean | undefined
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly Child[])[]
  /** 'dense' for desks (16 px at 1.3). Default: normal. */
  readonly density?: 'normal' | 'dense' | undefined
}

/** On a narrow screen the table scrolls inside its own region, which the keyboard reaches; the page never does. */
export function renderTable(props: TableProps): Html {
  const id = checkedId(props.id)
  const heads = props.columns.map((column) => html`<th scope="col"${numeric(column)}>${column.label}</th>`)
  const rows = props.rows.map((row) => renderRow(props.columns, row))
  const caption = props.hidesCaption === true ? html`<span class="only-heard">${props.caption}</span>` : props.caption
  return html`<section class="table-region" aria-labelledby="${id}-caption" tabindex="0">
<table class="table table--${props.density ?? 'normal'}" id="${id}">
<caption id="${id}-caption">${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>${rows}</tbody>
</table>
</section>`
}

function renderRow(columns: readonly TableColumn[], row: readonly Child[]): Html {
  assert(row.length === columns.length, 'a cell for every column')
  const cells = columns.map((column, index) =>
    column.isRowHeader === true
      ? html`<th scope="row"${numeric(column)}>${row[index]}</th>`
      : html`<td${numeric(column)}>${row[index]}</td>`,
  )
  return html`<tr>${cells}</tr>\n`
}

function numeric(column: TableColumn): Html | '' {
  return column.isNumeric === true ? html` class="numeric"` : ''
}
