import type { Datum, DatumRecord } from '@madoguchi/facts'
import type { AnswerFill, Fill } from '@madoguchi/forms'

/** What the newest record of an answer that is not over on `today` has for a field; nothing for what nobody set. */
export function offerOf(datum: Datum, fill: Fill, today: string): unknown {
  if (fill.from !== 'answer' || fill.informationType !== datum.type) return undefined
  const record = datum.records.findLast((one) => !isOver(one, fill, today))
  const parts = fill.item.split('+').map((item) => (record === undefined ? undefined : readItem(record, item)))
  const said = parts.filter((part) => typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean')
  if (said.length === 0) return undefined
  return parts.length === 1 ? said[0] : said.join('-')
}

/** A last day that nobody set has not come. */
function isOver(record: DatumRecord, { until }: AnswerFill, today: string): boolean {
  const last = until === undefined ? undefined : readItem(record, until)
  return typeof last === 'string' && last < today
}

function readItem({ values }: DatumRecord, item: string): unknown {
  return Object.hasOwn(values, item) ? values[item] : undefined
}
