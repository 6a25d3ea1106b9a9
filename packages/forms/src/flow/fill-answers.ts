import type { Answer, Answers, Filling, Source, Value } from '../answers.ts'
import type { Field, Fill } from '../field.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import { checkAnswer, postParts, readField } from './check-answer.ts'
import { holds } from './evaluate.ts'
import type { Scope } from './scope.ts'
import { walk } from './walk.ts'

export type FillOffer = {
  readonly source: Source
  /** What the source has for it: a text, a number, the id of an option. Nothing where it has nothing. */
  readonly offer: (fill: Fill) => unknown
}

export type Filled = {
  readonly answers: Answers
  /** Ids of the fields that were filled in. */
  readonly filled: readonly string[]
  /** Ids of those for which the source had something that the field cannot take; they are left to be typed. */
  readonly unfit: readonly string[]
}

/**
 * Fills in what a source has, where nothing is answered yet; what somebody typed stays. A source that has nothing, or
 * something odd, leaves the form as it was.
 */
export function fillAnswers(filling: Filling, { source, offer }: FillOffer): Filled {
  const { scope } = walk(filling)
  const fields = filling.procedure.pages.flatMap((page) => (page.kind === 'fields' ? page.fields : []))
  const filled: (readonly [string, Answer])[] = []
  const unfit: string[] = []
  for (const field of fields) {
    if (field.fill === undefined || filling.answers.fields[field.id] !== undefined) continue
    if (!holds(field.fill.when, scope)) continue
    const offered = optionOf(field.fill, offer(field.fill))
    if (offered === undefined || offered === null || offered === '') continue
    const value = readOffer(field, offered, scope)
    if (value === undefined) unfit.push(field.id)
    else filled.push([field.id, { value, source }])
  }
  const answers = { ...filling.answers, fields: { ...filling.answers.fields, ...Object.fromEntries(filled) } }
  return { answers, filled: filled.map(([id]) => id), unfit }
}

/** The option for what an answer says, where the definition has a list of them. */
function optionOf(fill: Fill, offered: unknown): unknown {
  if (fill.from !== 'answer' || fill.options === undefined) return offered
  return Object.hasOwn(fill.options, String(offered)) ? fill.options[String(offered)] : undefined
}

/** Information types whose answers could fill in something on one page, as this person fills it in. */
export function listAnswerTypes(filling: Filling, pageId: string): readonly string[] {
  const { pages } = walk(filling)
  const asked = pages.find(({ page }) => page.id === pageId)?.asked ?? []
  const fills = asked.flatMap(({ fill }) => (fill?.from === 'answer' ? [fill] : []))
  return [...new Set(fills.map(({ informationType }) => informationType))]
}

function readOffer(field: Field, offered: unknown, scope: Scope): Value | undefined {
  const kind = getFieldKind(field)
  const kept = kind.isValue(offered) ? checkAnswer(field, offered, scope) : undefined
  if (kept?.ok) return kept.value
  // As if it had been typed: a name with spaces around it, a kana of another width, the id of an option.
  const read = typeof offered === 'string' ? readField(field, postParts({ '': [offered] }), scope) : undefined
  return read?.ok ? read.value : undefined
}
