import type { Bytes } from '@madoguchi/kit'
import { sha256, utf8 } from '@madoguchi/kit'

/**
 * By what an account is found: SHA-256("madoguchi/1/link-code-hash\n" ‖ link code). A link code is made of a
 * person id of 128 random bits, so its hash tells whoever knows it already, and nobody else. `migrations/0013-sealed-sessions.sql` makes the same.
 */
export function hashLinkCode(linkCode: string): Bytes {
  return sha256(utf8.encode(`madoguchi/1/link-code-hash\n${linkCode}`))
}
