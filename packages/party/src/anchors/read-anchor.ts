import { base64 } from '@madoguchi/kit'
import type { TrustAnchor } from '@madoguchi/pki'
import { parseCertificate, pinAnchor } from '@madoguchi/pki'

/** A file of base64 DER, as "keys new" writes it. Throws on what is no CA that can be pinned. */
export function readAnchor(text: string): TrustAnchor {
  const certificate = parseCertificate(base64.decode(text.trim()))
  const anchor = certificate.ok ? pinAnchor('cards', certificate.value) : certificate
  if (!anchor.ok) throw new TypeError(anchor.code)
  return anchor.value
}
