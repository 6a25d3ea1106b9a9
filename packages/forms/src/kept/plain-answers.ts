import type { Answers, FieldAnswers, Source, Value } from '../answers.ts'

/** Answers without their sources: `{ applicantName: '…', children: [{ childName: '…' }] }`. */
export type PlainAnswers = Readonly<Record<string, Value | readonly PlainFields[]>>
export type PlainFields = Readonly<Record<string, Value>>

/** For printed forms and for walks. Ids of fields and groups are different, so that none hides another. */
export function toPlain({ fields, groups }: Answers): PlainAnswers {
  const items = Object.entries(groups).map(([id, entries]) => [id, entries.map(plainFields)] as const)
  return { ...plainFields(fields), ...Object.fromEntries(items) }
}

function plainFields(fields: FieldAnswers): PlainFields {
  return Object.fromEntries(Object.entries(fields).map(([id, { value }]) => [id, value]))
}

/** The other way round, all from one source. What is a list is a group; values are looked at by `readAnswers`. */
export function fromPlain(plain: PlainAnswers, source: Source): Answers {
  const entries = Object.entries(plain)
  const fields = entries.flatMap(([id, value]) => (isItems(value) ? [] : [[id, { value, source }] as const]))
  const groups = entries.flatMap(([id, value]) =>
    isItems(value) ? [[id, value.map((item) => sourced(item, source))] as const] : [],
  )
  return { fields: Object.fromEntries(fields), groups: Object.fromEntries(groups) }
}

function sourced(item: PlainFields, source: Source): FieldAnswers {
  return Object.fromEntries(Object.entries(item).map(([id, value]) => [id, { value, source }]))
}

function isItems(value: Value | readonly PlainFields[]): value is readonly PlainFields[] {
  return Array.isArray(value)
}
