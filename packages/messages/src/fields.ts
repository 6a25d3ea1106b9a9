import { z } from 'zod'

/** The kinds of value that messages are made of, in the only words that JSON Schema has for them. */

/** A party of the network as the directory names it: small letters, digits, hyphens. */
export const partyId = z.string().regex(/^[a-z][a-z0-9-]{1,46}$/)
export const messageId = z.string().regex(/^msg_[A-Za-z0-9_-]{22}$/)
export const exchangeId = z.string().regex(/^exc_[A-Za-z0-9_-]{22}$/)
/** 取得番号: made by whoever asks for a link code, used once, forgotten. */
export const acquisitionNumber = z.string().regex(/^acq_[A-Za-z0-9_-]{22}$/)
export const mandateId = z.string().regex(/^man_[A-Za-z0-9_-]{22}$/)
/** A filing (申請), and the case that its agency makes of it. */
export const filingId = z.string().regex(/^fil_[A-Za-z0-9_-]{22}$/)
export const requestId = z.string().regex(/^rec_[A-Za-z0-9_-]{22}$/)
/** 32 bytes as base64url in the one form that RFC 4648 section 3.5 allows: the two bits left over are zero. */
const bytes32 = '[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]'
const day = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
/** 符号: key version, a point, base64url of AES-SIV output (16 bytes tag, 16 bytes code). */
export const linkCode = z.string().regex(new RegExp(`^[0-9]{1,4}\\.${bytes32}$`))
/** What the registry calls a person towards the core, and towards nobody else. */
export const subject = z.string().regex(new RegExp(`^sub_${bytes32}$`))
/** A line of a citizen's records: an exchange, a filing, or an event of its case by its number in four digits. */
export const recordLine = z.string().regex(/^(exc_[A-Za-z0-9_-]{22}|fil_[A-Za-z0-9_-]{22}(\.[0-9]{4})?)$/)
/** SHA-256, base64url. */
export const digest = z.string().regex(new RegExp(`^${bytes32}$`))
/** X25519 public key, base64url. The verifier also refuses points of low order, which no pattern can say well. */
export const readerKey = z.string().regex(new RegExp(`^${bytes32}$`))
/** Ed25519 public key, base64url. */
export const publicKey = z.string().regex(new RegExp(`^${bytes32}$`))
/** 256 random bits, base64url. */
export const nonce = z.string().regex(new RegExp(`^${bytes32}$`))
/** UTC to the millisecond. Whatever matches, `Date.parse` reads; a 31st of February is a day of March to it. */
export const instant = z.string().regex(new RegExp(`^${day}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$`))
export const date = z.string().regex(new RegExp(`^${day}$`))
/** An affair and an information type as the catalogue names them: `child-allowance`, `local-tax`. */
export const affairId = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/)
export const typeId = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/)
/** An item of the permission table: `42`, `116-2`, `self`. */
export const permissionItem = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
/** Printable ASCII, so that every language counts the same length. */
export const origin = z.string().regex(/^[!-~]{1,255}$/)
/** 全国地方公共団体コード: six digits. */
export const municipalityCode = z.string().regex(/^[0-9]{6}$/)
/** A procedure as its file calls it: `child-allowance-claim`. */
export const procedureId = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/)
/** Whether the record of an exchange may be shown to its person (番号法23条2項). Words of one length, so that a size tells nothing. */
export const recordMark = z.enum(['open', 'hide'])
export const period = z.strictObject({ from: date, until: date })

/**
 * A line for people: one to so many code points, none of which controls a terminal, turns the direction of writing or is
 * half of a surrogate pair: a database takes none, so that it would come again and again.
 * A pattern, since languages count the length of a string differently. Marks that turn a direction by standing alone (U+061C, U+200E, U+200F)
 * pass, since messages of before may hold them: whoever composes refuses them (`findDirectionMark`), whoever shows drops them.
 */
export function text(codePointsMax: number) {
  return z
    .string()
    .regex(
      new RegExp(
        `^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]{1,${codePointsMax}}$`,
        'u',
      ),
    )
}

/** One byte or more, base64url without padding and with its left-over bits zero. */
export function base64urlOf(sizeBytesMax: number) {
  return z
    .string()
    .regex(/^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-][AQgw]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048])?$/)
    .min(1)
    .max(Math.ceil((sizeBytesMax * 4) / 3))
}
