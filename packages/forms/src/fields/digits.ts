import { no, ok } from '@madoguchi/kit'
import type { DigitsField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { foldWidth } from './text-rules.ts'

/** `１２３-４５６` → `123456`: any width, with what people put between groups of digits left out. Noughts are kept. */
export const digitsKind = makeTextKind<DigitsField>((typed, { length, lengthMin = length }) => {
  const digits = foldDigitGroups(typed)
  const isRight = /^[0-9]+$/.test(digits) && digits.length >= lengthMin && digits.length <= length
  return isRight ? ok(digits) : no('DIGITS_INVALID', { length, ...(lengthMin < length && { min: lengthMin }) })
})

/** What was typed without the white space, hyphens and long-vowel marks between its digits. */
export function foldDigitGroups(typed: string): string {
  return foldWidth(typed).replace(/(?<=[0-9])[\s\-ー・.,]+(?=[0-9])/g, '')
}
