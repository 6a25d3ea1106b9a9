import type { Bytes } from '@madoguchi/kit'
import { hex, sha256 } from '@madoguchi/kit'

/** How `account_cards` names a CA: generations of one CA share it, as they share the name. */
export function nameIssuer(subjectDer: Bytes): string {
  return hex.encode(sha256(subjectDer))
}
