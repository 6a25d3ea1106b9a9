import { z } from 'zod'

/** What names a filing and the case that the agency makes of it. */
export const filingId = z.string().regex(/^fil_[A-Za-z0-9_-]{22}$/)
export const partyId = z.string().regex(/^[a-z][a-z0-9-]{1,46}$/)
/** SHA-256, base64url. */
export const digest = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)
/** UTC to the millisecond. */
export const instant = z.iso.datetime({ precision: 3 })
/** A day in Japan. */
export const day = z.iso.date()
/** An id of a procedure, one of its fields, pages or groups. */
export const wordId = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/)

/** One line for people: nothing controls a terminal or turns the direction of writing. */
export function line(charsMax: number) {
  return z.string().regex(pattern('', charsMax))
}

/** Some lines for people, each as `line`. */
export function lines(charsMax: number) {
  return z.string().regex(pattern('\\n', charsMax))
}

function pattern(allowed: string, charsMax: number): RegExp {
  const refused =
    '\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff'
  return new RegExp(`^[^${refused}${allowed === '' ? '\\n' : ''}]{1,${charsMax}}$`, 'u')
}
