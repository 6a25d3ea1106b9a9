import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { ChoiceValue } from '../answers.ts'
import type { FieldErrorCode } from '../errors.ts'
import type { ChoiceField, Option } from '../field.ts'
import type { FieldKindRow, Posted } from './field-kind.ts'
import { isTexts } from './shapes.ts'
import { formatWords, readWords } from './words.ts'

export const choiceKind: FieldKindRow<ChoiceField, ChoiceValue> = {
  parts: ['', 'words'],
  read: (posted, { options }) => readOption(posted, options),
  render: renderOption,
  format: (value, { options }) => formatWords(getLabel(value.choice, options), value.words),
  isValue: isChoiceValue,
}

export function readOption(
  posted: Posted,
  options: readonly Option[],
): Verdict<ChoiceValue | undefined, FieldErrorCode> {
  const choice = posted.one('')
  if (choice === '') return ok(undefined)
  const option = options.find(({ id }) => id === choice)
  if (!option) return no('CHOICE_UNKNOWN', { part: '' })
  const words = readWords(posted, option.takesWords === true)
  return words.ok ? ok({ choice, ...words.value }) : words
}

export function renderOption({ choice, words }: ChoiceValue) {
  return { '': [choice], words: words === undefined ? [] : [words] }
}

export function isChoiceValue(value: unknown): value is ChoiceValue {
  return isTexts(value, { names: ['choice'], perhaps: ['words'] })
}

export function getLabel(id: string, options: readonly Option[]): string {
  return options.find((option) => option.id === id)?.label ?? id
}
