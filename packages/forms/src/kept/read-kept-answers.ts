import type { Verdict } from '@madoguchi/kit'
import { idPattern, no, ok } from '@madoguchi/kit'
import type { Answer, Answers, FieldAnswers, Item, Source } from '../answers.ts'
import type { Procedure } from '../definition.ts'
import type { Field } from '../field.ts'
import { formLimits } from '../limits.ts'
import { fitValue } from './fit-value.ts'
import { sayKept, type Wording } from './wording.ts'

export type KeptAnswers = {
  readonly answers: Answers
  /** Answers that this version of the procedure has no field for, or whose field takes another kind of value now. */
  readonly leftOut: readonly LeftOut[]
}

/**
 * The label where the field is still there; what it said in words, where it can be read and is no My Number; of an item of
 * a list which one. All that an item said is told together.
 */
export type LeftOut = {
  readonly id: string
  readonly label?: string
  readonly said?: string
  readonly item?: LeftOutItem
}
/** `number` counts from 0; `said` is the first thing that it says, where the item itself stays. */
type LeftOutItem = { readonly group: string; readonly number: number; readonly said?: string }

type Kept = { readonly answers: unknown; readonly wordings?: Readonly<Record<string, Wording>> | undefined }

/**
 * Answers that were kept somewhere, such as a draft, for the procedure as it is today, with how they were asked where that
 * was kept too. Values have the shape of their field's kind and choose among its options; whether they are right is for
 * `validate` to say. A My Number is left out like what has no field.
 */
export function readKeptAnswers(
  procedure: Procedure,
  { answers: kept, wordings }: Kept,
): Verdict<KeptAnswers, 'ANSWERS_MALFORMED'> {
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
    const taken = items.map((item, number) => {
      const read = takeFields(page.group.fields, item.fields, wordings)
      const said = sayFirst(page.group.fields, read.answers)
      const which = { group: page.group.id, number, ...(said !== undefined && { said }) }
      leftOut.push(...read.leftOut.map((one) => ({ ...one, item: which })))
      return { id: item.id, fields: read.answers }
    })
    groups.push([page.group.id, taken])
  }
  const known = new Set(groups.map(([id]) => id))
  for (const [id, items] of Object.entries(kept.groups))
    if (!known.has(id)) leftOut.push(...listItems(id, items, wordings))
  const read = takeFields(fields, kept.fields, wordings)
  const answers = { fields: read.answers, groups: Object.fromEntries(groups) }
  return ok({ answers, leftOut: [...leftOut, ...read.leftOut] })
}

/** Of a list that is none any more: what stood in it, item by item. */
function listItems(group: string, items: unknown, wordings: Kept['wordings']): readonly LeftOut[] {
  if (!Array.isArray(items) || !items.every(isItem)) return [{ id: group }]
  return items.flatMap(({ fields }, number) =>
    takeFields([], fields, wordings).leftOut.map((one) => ({ ...one, item: { group, number } })),
  )
}

function sayFirst(fields: readonly Field[], answers: FieldAnswers): string | undefined {
  const field = fields.find(({ id }) => Object.hasOwn(answers, id))
  return field && sayKept(answers[field.id]?.value, { wording: undefined, field, isWorded: false })
}

type Loose = Readonly<Record<string, unknown>>

function takeFields(
  fields: readonly Field[],
  kept: Loose,
  wordings: Kept['wordings'],
): { readonly answers: FieldAnswers; readonly leftOut: readonly LeftOut[] } {
  const asked = new Map(fields.map((field) => [field.id, field]))
  const taken = new Map<string, Answer>()
  const leftOut: LeftOut[] = []
  for (const [id, answer] of Object.entries(kept)) {
    const field = asked.get(id)
    const wording = wordings !== undefined && Object.hasOwn(wordings, id) ? wordings[id] : undefined
    const read = readAnswer(field, answer, wording)
    if (read.answer !== undefined) taken.set(id, read.answer)
    if (read.answer !== undefined && read.rest === undefined) continue
    const said = sayKept(read.rest, { wording, field, isWorded: wordings !== undefined })
    leftOut.push({ id, ...(field && { label: field.label }), ...(said !== undefined && { said }) })
  }
  // In the order of the form, whatever the order they were answered in.
  const answers = fields.flatMap(({ id }) => {
    const answer = taken.get(id)
    return answer === undefined ? [] : [[id, answer] as const]
  })
  return { answers: Object.fromEntries(answers), leftOut }
}

function readAnswer(
  field: Field | undefined,
  kept: unknown,
  wording: Wording | undefined,
): { readonly answer?: Answer; readonly rest?: unknown } {
  if (!isObject(kept)) return {}
  const { value, source } = kept
  if (field === undefined || !isSource(source)) return { rest: value }
  const { fits, rest } = fitValue(field, value, wording)
  const from = { from: source.from, at: source.at }
  return { ...(fits !== undefined && { answer: { value: fits, source: from } }), ...(rest !== undefined && { rest }) }
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
