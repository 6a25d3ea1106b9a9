import { no, ok } from '@madoguchi/kit'
import type { ChoicesValue } from '../answers.ts'
import type { ChoicesField } from '../field.ts'
import { getLabel } from './choice.ts'
import { type Fault, type FieldKindRow, refuseFor } from './field-kind.ts'
import { isTextList } from './shapes.ts'
import { formatWords, readWords } from './words.ts'

export const choicesKind: FieldKindRow<ChoicesField, ChoicesValue> = {
  parts: ['', 'words'],
  read: (posted, { options, countMin = 0, countMax = options.length }) => {
    const asked = new Set(posted.all('').filter((id) => id !== ''))
    const chosen = options.filter(({ id }) => asked.has(id))
    if (chosen.length < asked.size) return no('CHOICE_UNKNOWN', { part: '' })
    if (chosen.length === 0) return ok(undefined)
    const faults: Fault[] = []
    if (chosen.length < countMin) faults.push({ code: 'CHOICES_TOO_FEW', facts: { part: '', min: countMin } })
    if (chosen.length > countMax) faults.push({ code: 'CHOICES_TOO_MANY', facts: { part: '', max: countMax } })
    const words = readWords(
      posted,
      chosen.some(({ takesWords }) => takesWords),
    )
    if (!words.ok) faults.push(words)
    const { words: said } = words.ok ? words.value : {}
    return refuseFor(faults) ?? ok({ choices: chosen.map(({ id }) => id), ...(said !== undefined && { words: said }) })
  },
  render: ({ choices, words }) => ({ '': choices, words: words === undefined ? [] : [words] }),
  format: ({ choices, words }, { options }) =>
    choices
      .map((id) => {
        const takesWords = options.find((option) => option.id === id)?.takesWords
        return formatWords(getLabel(id, options), takesWords ? words : undefined)
      })
      .join('、'),
  isValue: isChoicesValue,
}

function isChoicesValue(value: unknown): value is ChoicesValue {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'choices')) return false
  const { choices, words, ...more } = value as { choices: unknown; words?: unknown }
  const hasWords = words === undefined ? !Object.hasOwn(value, 'words') : typeof words === 'string'
  return isTextList(choices, 100) && hasWords && Object.keys(more).length === 0
}
