import type { Datum } from '@madoguchi/catalogue'
import type { Field, Fill, Procedure } from '@madoguchi/forms'

/** `item` may name several, joined by a hyphen: `symbol+number`. */
type AnswerFill = Fill & { readonly from: 'answer' }

/** What an answer of あなたの情報 may fill in, by procedure and field, where the definition does not say so itself. */
const ours: Readonly<Record<string, Readonly<Record<string, AnswerFill>>>> = {
  'long-term-care-certification': {
    insurerName: { from: 'answer', informationType: 'medical-insurance', item: 'insurerName' },
    insuranceNumber: { from: 'answer', informationType: 'medical-insurance', item: 'symbol+number+branchNumber' },
  },
}

/** The procedure with those of ours beside its own. */
export function withAnswerFills(procedure: Procedure): Procedure {
  const fills = Object.hasOwn(ours, procedure.id) ? ours[procedure.id] : undefined
  if (fills === undefined) return procedure
  const add = (field: Field): Field => {
    const fill = fills[field.id]
    return fill === undefined || field.fill !== undefined ? field : { ...field, fill }
  }
  const pages = procedure.pages.map((page) =>
    page.kind === 'fields' ? { ...page, fields: page.fields.map(add) } : page,
  )
  return { ...procedure, pages }
}

/** Types of information that fields on one page may come from. */
export function listAnswerTypes(fields: readonly Field[]): readonly string[] {
  return [...new Set(fields.flatMap(({ fill }) => (fill?.from === 'answer' ? [fill.informationType] : [])))]
}

/** What the newest record of an answer has for a field; nothing for what nobody set. */
export function offerOf(datum: Datum, fill: Fill): unknown {
  if (fill.from !== 'answer' || fill.informationType !== datum.type) return undefined
  const values = datum.records.at(-1)?.values ?? {}
  const parts = fill.item.split('+').map((item) => (Object.hasOwn(values, item) ? values[item] : undefined))
  const said = parts.filter((part) => typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean')
  if (said.length === 0) return undefined
  return parts.length === 1 ? said[0] : said.join('-')
}
