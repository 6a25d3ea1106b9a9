import type { Answers, FieldAnswers } from '../answers.ts'
import type { PlainAnswers, PlainFields } from './plain-answers.ts'

/** The other way round of `fromPlain`. Ids of fields and groups are different, so that none hides another. */
export function toPlain({ fields, groups }: Answers): PlainAnswers {
  const items = Object.entries(groups).map(
    ([id, entries]) => [id, entries.map(({ fields }) => plainFields(fields))] as const,
  )
  return { ...plainFields(fields), ...Object.fromEntries(items) }
}

function plainFields(fields: FieldAnswers): PlainFields {
  return Object.fromEntries(Object.entries(fields).map(([id, { value }]) => [id, value]))
}
