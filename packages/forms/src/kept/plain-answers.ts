import { makeId } from '@madoguchi/kit'
import type { Answers, FieldAnswers, Source, Value } from '../answers.ts'

/** Answers without their sources: `{ applicantName: '…', children: [{ childName: '…' }] }`. */
export type PlainAnswers = Readonly<Record<string, Value | readonly PlainFields[]>>
export type PlainFields = Readonly<Record<string, Value>>

/** Answers of which all are from one source; each item is a new one. What is a list is a group; values are looked at by `readAnswers`. */
export function fromPlain(plain: PlainAnswers, source: Source): Answers {
  const entries = Object.entries(plain)
  const fields = entries.flatMap(([id, value]) => (isItems(value) ? [] : [[id, { value, source }] as const]))
  const groups = entries.flatMap(([id, value]) =>
    isItems(value) ? [[id, value.map((item) => ({ id: makeId('itm'), fields: sourced(item, source) }))] as const] : [],
  )
  return { fields: Object.fromEntries(fields), groups: Object.fromEntries(groups) }
}

function sourced(item: PlainFields, source: Source): FieldAnswers {
  return Object.fromEntries(Object.entries(item).map(([id, value]) => [id, { value, source }]))
}

function isItems(value: Value | readonly PlainFields[]): value is readonly PlainFields[] {
  return Array.isArray(value)
}
