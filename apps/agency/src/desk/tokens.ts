import type { Bytes, Random } from '@madoguchi/kit'
import { base64url, sha256, utf8 } from '@madoguchi/kit'

/** Of an invitation, a session and the cookie of a challenge: only this stands in the database (43 characters are 256 random bits). */
export function hashDeskToken(token: string): Bytes {
  return sha256(utf8.encode(`madoguchi/1/desk-token\n${token}`))
}

export function makeDeskToken(random: Random): string {
  return base64url.encode(random.bytes(32))
}
