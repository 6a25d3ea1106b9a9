import type { Bytes } from '@madoguchi/kit'
import type { TrustAnchor } from './anchor.ts'
import { pinAnchor } from './anchor.ts'
import { parseCertificate } from './certificate.ts'

/** A CA of somebody else, from its certificate (DER), or why it cannot be trusted, in words that end a sentence. */
export function pinForeignAnchor(options: {
  certificate: Bytes
  name: string
  at: Date
}): { readonly anchor: TrustAnchor } | { readonly whyNot: string } {
  const { certificate, name, at } = options
  const parsed = parseCertificate(certificate)
  if (!parsed.ok) return { whyNot: 'it holds no X.509 certificate (PEM or DER)' }
  const { subject, notAfter } = parsed.value
  if (subject.O === 'JPKI')
    return {
      whyNot:
        'it is a CA of J-LIS (O=JPKI), and verifying its certificates needs a certification by law (公的個人認証法17条) that a sandbox does not have',
    }
  const anchor = pinAnchor(name, parsed.value)
  if (!anchor.ok) return { whyNot: whyNot[anchor.code] ?? `it was refused (${anchor.code})` }
  if (notAfter < at) return { whyNot: `it expired on ${notAfter.toISOString().slice(0, 10)}` }
  return { anchor: anchor.value }
}

const whyNot: Readonly<Record<string, string>> = {
  CERT_SIGNATURE: 'it is not signed by its own key; give the certificate of the root CA that issues the cards',
  CERT_ISSUER_NOT_CA: 'it is not a CA certificate (basicConstraints has no CA:TRUE)',
  CERT_KEY_USAGE: 'its keyUsage does not name keyCertSign',
  CERT_ALGORITHM: 'its key is not RSA',
  CERT_WEAK_ALGORITHM: 'its key is too short; RSA needs 2048 bits or more',
  CERT_NAME_CONSTRAINTS: 'it has name constraints, which are not supported',
  CERT_CRITICAL_EXTENSION: 'it has a critical extension that is not supported',
}
