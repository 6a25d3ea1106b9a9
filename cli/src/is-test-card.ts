import type { Bytes } from '@madoguchi/kit'
import { parseCertificate } from '@madoguchi/pki'

/**
 * Not one of J-LIS, in whatever spelling of its issuer: such a card is stopped before its PIN is tried. Verifying its certificate needs a
 * certification by law (公的個人認証法17条) that nobody here has.
 */
export function isTestCard(certificate: Bytes): boolean {
  const read = parseCertificate(certificate)
  return read.ok && read.value.issuer.O?.trim().toUpperCase() !== 'JPKI'
}
