import type { Filling, Source, Value } from '../answers.ts'
import type { Page } from '../definition.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import { isFallen } from './confirmations.ts'
import type { Asked } from './walk.ts'
import { walk } from './walk.ts'

/** A line of the check page. A field without an answer, or with one that fell, has none of the rest. */
export type SummaryRow = {
  readonly field: string
  readonly label: string
  /** As people read it: `2026年11月22日(令和8年)`, `12,000円`. */
  readonly text?: string
  readonly value?: Value
  readonly source?: Source
  /** It came from the card or an own answer of whoever fills the form in, and is asked about somebody else by now. */
  readonly isOthers?: boolean
}
export type SummaryPage = {
  readonly page: Page
  readonly rows: readonly SummaryRow[]
  readonly items: readonly SummaryItem[]
}
/** Of a group page, with `お子さん1` as title. */
export type SummaryItem = { readonly id: string; readonly title: string; readonly rows: readonly SummaryRow[] }

/** Everything that was asked on this person's way, page by page. */
export function summarise(filling: Filling): readonly SummaryPage[] {
  return walk(filling).pages.map(({ page, asked, items }) => ({
    page,
    rows: asked.map(summariseField),
    items: items.map((item, at) => ({
      id: item.id,
      title: page.kind === 'group' ? itemTitle(page.group.itemTitle, at) : '',
      rows: item.asked.map(summariseField),
    })),
  }))
}

/** `お子さん{n}` → `お子さん1`; items are counted from 0. */
export function itemTitle(title: string, item: number): string {
  return title.replaceAll('{n}', String(item + 1))
}

function summariseField(asked: Asked): SummaryRow {
  const { field, answer, fill } = asked
  const row = { field: field.id, label: field.label }
  if (answer === undefined || isFallen(asked)) return row
  const { value, source } = answer
  const isOthers = source.from !== 'typed' && field.fill?.from === source.from && fill === undefined
  return { ...row, text: getFieldKind(field).format(value, field), value, source, ...(isOthers && { isOthers }) }
}
