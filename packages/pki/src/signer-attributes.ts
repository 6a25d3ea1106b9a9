import type { Verdict } from '@madoguchi/kit'
import { isCalendarDate, no, ok } from '@madoguchi/kit'
import type { Certificate } from './certificate.ts'
import type { AttributeCode } from './errors.ts'
import { replaceUnseen } from './unseen.ts'

/**
 * Who signs, as a JPKI signing certificate says it: 氏名, 住所, 生年月日, 性別 (1 男, 2 女, 3 不明). Personal data: for the
 * eyes of whoever signs or verifies, never for a log.
 */
export type SignerAttributes = {
  readonly name: string
  readonly address: string
  /** Absent where a part of it is unknown. */
  readonly birthDate?: string
  readonly sex?: '1' | '2' | '3'
  /** Present when characters of the name are substitutes: a 1 for each that is, a 0 for each that is not. */
  readonly nameSubstitutes?: string
  readonly addressSubstitutes?: string
}

/** One for each, since the notes count characters. */
const unseenMark = '\ufffd'

/**
 * Reads the attributes of a signing certificate. 代替文字の使用位置情報 (.2 and .6) is a digit for each character of the name
 * or the address, as dumps of issued certificates show it ("00000" for a name of five); we take it as it stands even
 * where it is shorter than its text. Duty: the certificate MUST have passed `checkPath` before a word of it is believed.
 */
export function readSignerAttributes(certificate: Certificate): Verdict<SignerAttributes, AttributeCode> {
  const { name, address, birthDate, sex, nameSubstitute, addressSubstitute } = certificate.jpki ?? {}
  if (name === undefined || address === undefined) return no('CERT_NO_ATTRIBUTES')
  const isMarked = [nameSubstitute, addressSubstitute].every(
    (marks) => marks === undefined || /^[01]{0,400}$/.test(marks),
  )
  if (!isMarked) return no('CERT_ATTRIBUTES_MALFORMED', { part: 'substitutes' })
  // An era digit, 0 where it is unknown, and a date; how an unknown part is written beside 00 is not public.
  if (birthDate !== undefined && !/^[0-5]\d{4}[\d ]{4}$/.test(birthDate))
    return no('CERT_ATTRIBUTES_MALFORMED', { part: 'birthDate' })
  if (sex !== undefined && !isSex(sex)) return no('CERT_ATTRIBUTES_MALFORMED', { part: 'sex' })
  const date = birthDate?.replace(/^.(....)(..)(..)$/, '$1-$2-$3')
  return ok({
    name: replaceUnseen(name, unseenMark),
    address: replaceUnseen(address, unseenMark),
    ...(date !== undefined && !date.includes('-00') && isCalendarDate(date) ? { birthDate: date } : {}),
    ...(sex === undefined ? {} : { sex }),
    ...(nameSubstitute?.includes('1') ? { nameSubstitutes: nameSubstitute } : {}),
    ...(addressSubstitute?.includes('1') ? { addressSubstitutes: addressSubstitute } : {}),
  })
}

function isSex(value: string): value is '1' | '2' | '3' {
  return value === '1' || value === '2' || value === '3'
}

/** The text with every run of substitute characters between marks of your choice: 〔高〕橋　花子. */
export function markSubstitutes(
  text: string,
  substitutes: string | undefined,
  marks: readonly [string, string] = ['〔', '〕'],
): string {
  const [open, close] = marks
  let isOpen = false
  const parts = Array.from(text).map((character, index) => {
    const isSubstitute = substitutes?.[index] === '1'
    const mark = isSubstitute === isOpen ? '' : isSubstitute ? open : close
    isOpen = isSubstitute
    return mark + character
  })
  return parts.join('') + (isOpen ? close : '')
}
