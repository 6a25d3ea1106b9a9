import type { Answer, FieldAnswers, Value } from '../answers.ts'
import type { Rule } from '../definition.ts'
import type { Field } from '../field.ts'
import { listFaults } from '../fields/field-kind.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import { isSameValue, readField } from '../flow/check-answer.ts'
import { checkRules } from '../flow/check-rules.ts'
import { isFallen, seenValue, tellAbout } from '../flow/confirmations.ts'
import { entryName } from '../flow/entry-name.ts'
import { holds } from '../flow/evaluate.ts'
import type { FormError, Where } from '../flow/form-error.ts'
import type { Scope } from '../flow/scope.ts'
import { missing, wrong } from '../flow/validate.ts'
import { holdsMyNumber } from '../my-number.ts'
import { type Collected, postedOf } from './collect-entries.ts'

/** Hidden entries with this name say which fields the page showed; without them all are taken to have been there. */
export const shownEntry = 'shown'

export type FieldsReading = {
  readonly answers: FieldAnswers
  readonly errors: readonly FormError[]
  /** What was typed, by entry, to be shown again as it was. A My Number is not among it. */
  readonly typed: Readonly<Record<string, readonly string[]>>
  /** Entries of fields that are asked for by what was just answered, and were not on the page yet. */
  readonly unseen: readonly string[]
}

type FieldsRequest = {
  readonly where: Where
  readonly fields: readonly Field[]
  readonly rules: readonly Rule[] | undefined
  readonly prior: FieldAnswers
  readonly collected: Collected
  readonly scope: Scope
  readonly now: string
}

/** Reads fields one after the other, so that a condition sees what was posted just before it. */
export function readFields(request: FieldsRequest): FieldsReading {
  const { where, fields, rules, prior, collected, scope, now } = request
  const shown = collected.get(shownEntry)
  const answers = new Map<string, Answer>(Object.entries(prior))
  const [errors, typed, unseen]: [FormError[], Map<string, readonly string[]>, string[]] = [[], new Map(), []]
  const asked: { readonly field: Field }[] = []
  for (const field of fields) {
    // What is not asked for keeps its answer until somebody prunes: going back and forth loses nothing.
    if (!holds(field.when, scope)) continue
    const kept = prior[field.id]
    const about = field.kind === 'confirm' ? tellAbout(field, scope) : undefined
    // A confirmation that fell is a new question.
    const before = kept && isFallen({ answer: kept, ...(about !== undefined && { about }) }) ? undefined : kept
    if (shown && !shown.includes(entryName(field.id, { part: '' }))) {
      if (before) scope.values.set(field.id, seenValue(field, before.value))
      else unseen.push(entryName(field.id, { part: '' }))
      continue
    }
    asked.push({ field })
    const posted = postedOf(collected, entryName(field.id, { part: '' }))
    for (const part of getFieldKind(field).parts) {
      const texts = posted.all(part).filter((text) => !holdsMyNumber(text))
      if (texts.length > 0) typed.set(entryName(field.id, { part }), texts)
    }
    const read = readField(field, posted, scope)
    answers.delete(field.id)
    if (!read.ok) errors.push(...listFaults(read).map((fault) => wrong(where, field, fault)))
    else if (read.value !== undefined) {
      answers.set(field.id, answerWith(read.value, before, now))
      scope.values.set(field.id, seenValue(field, read.value))
    } else if (!field.isOptional) errors.push(missing(where, field))
  }
  errors.push(...checkRules({ where, rules, asked, scope, errors }))
  return { answers: Object.fromEntries(answers), errors, typed: Object.fromEntries(typed), unseen }
}

/** The same value keeps its source; another one was typed. */
function answerWith(value: Value, before: Answer | undefined, now: string): Answer {
  return before && isSameValue(before.value, value) ? before : { value, source: { from: 'typed', at: now } }
}
