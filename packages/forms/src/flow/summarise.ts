import type { Filling, Source } from '../answers.ts'
import type { Page } from '../definition.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import type { Asked } from './walk.ts'
import { walk } from './walk.ts'

/** A line of the check page. A field without an answer has no text and no source. */
export type SummaryRow = {
  readonly field: string
  readonly label: string
  /** As people read it: `2026年11月22日(令和8年)`, `12,000円`. */
  readonly text?: string
  readonly source?: Source
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

function summariseField({ field, answer }: Asked): SummaryRow {
  const row = { field: field.id, label: field.label }
  return answer ? { ...row, text: getFieldKind(field).format(answer.value, field), source: answer.source } : row
}
