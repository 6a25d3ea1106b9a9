import type { Verdict } from '@madoguchi/kit'
import { formatDate, idPattern, no, ok } from '@madoguchi/kit'
import type { Answer, Answers, FieldAnswers, Item, Source } from '../answers.ts'
import type { Procedure } from '../definition.ts'
import type { Field } from '../field.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import { formLimits } from '../limits.ts'
import { holdsMyNumber } from '../my-number.ts'
import { holdsMyNumberDeep } from './holds-my-number-deep.ts'

export type KeptAnswers = {
  readonly answers: Answers
  /** Answers that this version of the procedure has no field for, or whose field takes another kind of value now. */
  readonly leftOut: readonly LeftOut[]
}

/** The label where the field is still there; what it said where that is plain words and no My Number. */
export type LeftOut = { readonly id: string; readonly label?: string; readonly said?: string }

/**
 * Answers that were kept somewhere, such as a draft, for the procedure as it is today. Values have the shape of their
 * field's kind; whether they are right is for `validate` to say. A My Number is left out like what has no field.
 */
export function readKeptAnswers(procedure: Procedure, kept: unknown): Verdict<KeptAnswers, 'ANSWERS_MALFORMED'> {
  if (!isObject(kept) || !isObject(kept.fields) || !isObject(kept.groups)) return no('ANSWERS_MALFORMED')
  const leftOut: LeftOut[] = []
  const fields = procedure.pages.flatMap((page) => (page.kind === 'fields' ? page.fields : []))
  const groups: (readonly [string, readonly Item[]])[] = []
  for (const page of procedure.pages) {
    if (page.kind !== 'group' || !Object.hasOwn(kept.groups, page.group.id)) continue
    const items = kept.groups[page.group.id]
    if (!Array.isArray(items) || items.length > formLimits.itemsMax || !items.every(isItem)) {
      return no('ANSWERS_MALFORMED')
    }
    const taken = items.map(({ id, fields }) => ({ id, fields: takeFields(page.group.fields, fields, leftOut) }))
    groups.push([page.group.id, taken])
  }
  const known = new Set(groups.map(([id]) => id))
  leftOut.push(...Object.keys(kept.groups).flatMap((id) => (known.has(id) ? [] : [{ id }])))
  const answers = { fields: takeFields(fields, kept.fields, leftOut), groups: Object.fromEntries(groups) }
  return ok({ answers, leftOut })
}

type Loose = Readonly<Record<string, unknown>>

function takeFields(fields: readonly Field[], kept: Loose, leftOut: LeftOut[]): FieldAnswers {
  const taken = fields.flatMap((field) => {
    const answer = Object.hasOwn(kept, field.id) ? readAnswer(field, kept[field.id]) : undefined
    return answer ? [[field.id, answer] as const] : []
  })
  const known = new Set(taken.map(([id]) => id))
  for (const [id, answer] of Object.entries(kept)) {
    if (!known.has(id))
      leftOut.push({
        id,
        ...describeLeftOut(
          fields.find((field) => field.id === id),
          answer,
        ),
      })
  }
  return Object.fromEntries(taken)
}

function describeLeftOut(field: Field | undefined, answer: unknown): Omit<LeftOut, 'id'> {
  const value = isObject(answer) ? answer.value : undefined
  const isPlain = (typeof value === 'string' && value !== '') || typeof value === 'number'
  const said = isPlain && !holdsMyNumber(String(value)) ? formatDate(String(value)) : undefined
  return { ...(field && { label: field.label }), ...(said !== undefined && { said }) }
}

function readAnswer(field: Field, kept: unknown): Answer | undefined {
  if (!isObject(kept) || !isSource(kept.source)) return undefined
  const { value, source } = kept
  if (!getFieldKind(field).isValue(value) || holdsMyNumberDeep(field, value)) return undefined
  return { value, source: { from: source.from, at: source.at } }
}

function isSource(source: unknown): source is Source {
  if (!isObject(source)) return false
  const { from, at } = source
  const isFrom = from === 'typed' || from === 'card' || from === 'answer'
  return isFrom && typeof at === 'string' && /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,12}Z$/.test(at)
}

function isItem(item: unknown): item is { readonly id: string; readonly fields: Loose } {
  return isObject(item) && typeof item.id === 'string' && idPattern.test(item.id) && isObject(item.fields)
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
