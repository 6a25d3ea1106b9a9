import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'
import type { PhoneField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { foldWidth } from './text-rules.ts'

/**
 * Any width; with the hyphens of whoever typed it, or with the usual ones where the number itself tells them. An
 * extension stands behind it (`03-1234-5678 内線123`), a second number after `、`; what +81 leads to is a number here.
 */
export const phoneKind = makeTextKind<PhoneField>((typed) => {
  const folded = foldWidth(typed, lengthMax)
  const parts = splitNumbers(folded)
  if (parts.length === 0 || parts.length > numbersMax) return no('PHONE_INVALID')
  const read = parts.map(readOne)
  const wrong = read.find((one) => !one.ok)
  return wrong ?? ok(read.flatMap((one) => (one.ok ? [one.value] : [])).join('、'))
})

const lengthMax = 100
const numbersMax = 2

/** `03-1234-5678 / 090-1234-5678`: two numbers; a slash between groups of digits of one number divides nothing. */
function splitNumbers(folded: string): readonly string[] {
  const between = /\s*[、,;]\s*|\s\/\s|\s*(?:または|又は)\s*|(?<=[0-9]{4})\/(?=[0+])/
  return folded.split(between).filter((part) => part !== '')
}

const extensionPattern = /[\s(-]*(?:内線|ext\.?|x|#)\s*[:.]?\s*([0-9]{1,6})\s*\)?$/i

function readOne(text: string): Verdict<string, FieldErrorCode> {
  const extension = extensionPattern.exec(text)?.[1]
  const number = readNumber(text.replace(extensionPattern, ''))
  if (number === undefined) return no('PHONE_INVALID')
  return ok(extension === undefined ? number : `${number} 内線${extension}`)
}

/** The number with its hyphens; nothing for what is none. */
function readNumber(text: string): string | undefined {
  const folded = text
    .replace(/^(?:tel|電話|℡)[:.\s]*/i, '')
    .replace(/\((?:自宅|携帯|職場|勤務先|会社|呼出|呼び出し|実家)\)$/, '')
    .replace(/[\s()ー―一_/.・-]+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/^\+-/, '+')
  if (!/^\+?[0-9]+(-[0-9]+)*$/.test(folded)) return undefined
  const home = bringHome(folded)
  const digits = home.replace(/\D/g, '')
  if (!isPossible(digits, home)) return undefined
  return home === digits ? addHyphens(digits) : home
}

/** `+81 (0)90 1234 5678`, `0081 90…`, `010 81 90…` → `090-1234-5678`; any other country’s stays as it is. */
function bringHome(folded: string): string {
  const found = /^(?:\+81|010-?81|0081)-?0?-?([1-9][0-9-]*)$/.exec(folded)
  if (found?.[1] !== undefined) {
    const home = `0${found[1]}`
    if (isPossible(home.replace(/\D/g, ''), home)) return home
  }
  return folded.replace(/^010-(?=[1-9])/, '+')
}

/**
 * 電気通信番号計画: eleven digits for 020, 050, 060, 070, 080, 090 and 0800, ten for all others, in up to four groups of
 * two digits and more. E.164 for the numbers of other countries.
 */
function isPossible(digits: string, folded: string): boolean {
  if (folded.startsWith('+')) return /^(?!81)[1-9][0-9]{6,14}$/.test(digits)
  const isLong = /^0(?:[25-9]0|800)/.test(digits)
  if (!(isLong ? /^0(?:[25-9]0[0-9]|800)[0-9]{7}$/ : /^0[1-9][0-9]{8}$/).test(digits)) return false
  const groups = folded.split('-')
  return groups.length === 1 || (groups.length <= 4 && groups.every(({ length }) => length >= 2))
}

function addHyphens(digits: string): string {
  const split = [
    /^(0800)([0-9]{3})([0-9]{4})$/,
    /^(0[25-9]0)([0-9]{4})([0-9]{4})$/,
    /^(0120|0570|0990)([0-9]{3})([0-9]{3})$/,
    /^(0[36])([0-9]{4})([0-9]{4})$/,
  ]
  const found = split.map((pattern) => pattern.exec(digits)).find((match) => match !== null)
  return found ? found.slice(1).join('-') : digits
}
