import { no, ok } from '@madoguchi/kit'
import type { PhoneField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { foldWidth } from './text-rules.ts'

/** Any width; with the hyphens of whoever typed it, or with the usual ones where the number itself tells them. */
export const phoneKind = makeTextKind<PhoneField>((typed) => {
  const folded = foldWidth(typed)
    .replace(/[\s()ー.・-]+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/^\+-/, '+')
  const digits = folded.replace(/\D/g, '')
  if (!/^\+?[0-9]+(-[0-9]+)*$/.test(folded) || !isPossible(digits, folded.startsWith('+'))) return no('PHONE_INVALID')
  return ok(folded === digits ? addHyphens(digits) : folded)
})

/** 電気通信番号計画: ten digits, eleven for 0x0 numbers and 0800; E.164 for numbers from abroad. */
function isPossible(digits: string, isInternational: boolean): boolean {
  if (isInternational) return /^[1-9][0-9]{6,14}$/.test(digits)
  return /^0[1-9][0-9]{8}$/.test(digits) || /^(0[5-9]0[0-9]|0800)[0-9]{7}$/.test(digits)
}

function addHyphens(digits: string): string {
  const split = [
    /^(0800)([0-9]{3})([0-9]{4})$/,
    /^(0[5-9]0)([0-9]{4})([0-9]{4})$/,
    /^(0120)([0-9]{3})([0-9]{3})$/,
    /^(0[36])([0-9]{4})([0-9]{4})$/,
  ]
  const found = split.map((pattern) => pattern.exec(digits)).find((match) => match !== null)
  return found ? found.slice(1).join('-') : digits
}
