import { z } from 'zod'

/** The kinds of value that messages are made of, in the only words that JSON Schema has for them. */

/** A party of the network as the directory names it: small letters, digits, hyphens. */
export const partyId = z.string().regex(/^[a-z][a-z0-9-]{1,46}$/)
export const messageId = z.string().regex(/^msg_[A-Za-z0-9_-]{22}$/)
export const exchangeId = z.string().regex(/^exc_[A-Za-z0-9_-]{22}$/)
/** 取得番号: made by whoever asks for a link code, used once, forgotten. */
export const acquisitionNumber = z.string().regex(/^acq_[A-Za-z0-9_-]{22}$/)
export const mandateId = z.string().regex(/^man_[A-Za-z0-9_-]{22}$/)
export const requestId = z.string().regex(/^rec_[A-Za-z0-9_-]{22}$/)
/** 符号: key version, a point, base64url of AES-SIV output (16 bytes tag, 16 bytes code). */
export const linkCode = z.string().regex(/^[0-9]{1,4}\.[A-Za-z0-9_-]{43}$/)
/** What the registry calls a person towards the core, and towards nobody else. */
export const subject = z.string().regex(/^sub_[A-Za-z0-9_-]{43}$/)
/** SHA-256, base64url. */
export const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
/** X25519 public key, base64url. */
export const readerKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
export const instant = z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/)
export const date = z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/)
/** An affair and an information type as the catalogue names them: `child-allowance`, `local-tax`. */
export const affairId = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/)
export const typeId = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/)
export const period = z.strictObject({ from: date, until: date })

export function base64urlOf(sizeBytesMax: number) {
  return z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(Math.ceil((sizeBytesMax * 4) / 3))
}
