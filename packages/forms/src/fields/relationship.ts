import type { ChoiceValue } from '../answers.ts'
import type { Option, RelationshipField } from '../field.ts'
import { type RelationshipCode, relationships } from '../relationships.ts'
import { getLabel, isChoiceValue, readOption, renderOption } from './choice.ts'
import type { FieldKindRow } from './field-kind.ts'
import { formatWords } from './words.ts'

export const relationshipKind: FieldKindRow<RelationshipField, ChoiceValue> = {
  parts: ['', 'words'],
  read: (posted, field) => readOption(posted, relationshipOptions(field)),
  render: renderOption,
  format: (value, field) => formatWords(getLabel(value.choice, relationshipOptions(field)), value.words),
  isValue: isChoiceValue,
}

const all = Object.entries(relationships).map(([id, label]) =>
  id === 'other' ? { id, label, takesWords: true } : { id, label },
)

/** What is offered, in the order of the table. */
export function relationshipOptions({ only }: RelationshipField): readonly Option[] {
  return only === undefined ? all : all.filter(({ id }) => only.includes(id as RelationshipCode))
}
