import { type KeyObject, verify } from 'node:crypto'
import { type Bytes, concat, sha256, utf8 } from '@madoguchi/kit'
import { cardError } from './errors.ts'
import { checkOrigin } from './origin.ts'

/** login: to the site that asked. vault: never leaves the host. approve: consent to one named act. */
export type Purpose = 'login' | 'vault' | 'approve'

/** `challenge`: 32 to 128 bytes, from the server (login, approve) or the account's salt (vault). */
export type StatementParts = { purpose: Purpose; origin: string; challenge: Bytes }

const challengeLengthMin = 32
const challengeLengthMax = 128

/** SHA-256 DigestInfo up to the digest (RFC 8017 section 9.2, note 1). */
const sha256Prefix = Uint8Array.from([
  0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
])

/**
 * The 96 bytes M = SHA-256("madoguchi/1/" ‖ purpose) ‖ SHA-256(origin) ‖ SHA-256(challenge), the only thing that our
 * software lets the authentication key sign. The card itself signs whatever it is given, so the meaning of a signature
 * is made here. Throws CARD_ORIGIN_REFUSED and CARD_CHALLENGE_MALFORMED.
 */
export function composeStatement({ purpose, origin, challenge }: StatementParts): Bytes {
  const accepted = checkOrigin(origin)
  if (!accepted.ok) throw cardError(accepted.code, 'A statement needs an https origin without a path.')
  if (!isChallenge(challenge)) throw cardError('CARD_CHALLENGE_MALFORMED', 'A challenge has 32 to 128 bytes.')
  return concat(sha256(utf8.encode(`madoguchi/1/${purpose}`)), sha256(utf8.encode(origin)), sha256(challenge))
}

/** The 51 bytes that go to the card: the DigestInfo of SHA-256(statement). */
export function encodeDigestInfo(statement: Bytes): Bytes {
  return concat(sha256Prefix, sha256(statement))
}

export function isChallenge(challenge: Bytes): boolean {
  return challenge.length >= challengeLengthMin && challenge.length <= challengeLengthMax
}

/**
 * Whether `signature` is RSASSA-PKCS1-v1_5 with SHA-256 over the rebuilt statement. Callers MUST take origin and
 * challenge from their own session, never from the message that carries the signature, and MUST check the certificate.
 */
export function verifyStatement(claim: StatementParts & { publicKey: KeyObject; signature: Bytes }): boolean {
  const { publicKey, signature } = claim
  const isLongEnough = (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
  if (publicKey.asymmetricKeyType !== 'rsa' || !isLongEnough) return false
  return verify('sha256', composeStatement(claim), publicKey, signature)
}
