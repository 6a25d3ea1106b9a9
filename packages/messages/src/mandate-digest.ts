import type { Bytes } from '@madoguchi/kit'
import { sha256, utf8 } from '@madoguchi/kit'

/**
 * By what a mandate is named where it is only ended: whoever reads the digest, in a portal's database or in a message on its
 * way, can end the mandate and ask nothing under it. SHA-256("madoguchi/1/mandate\n" ‖ mandate); a mandate is 128 random bits.
 */
export function digestMandate(mandate: string): Bytes {
  return sha256(utf8.encode(`madoguchi/1/mandate\n${mandate}`))
}
