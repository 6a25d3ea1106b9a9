import type { KeyObject } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { Certificate } from './certificate.ts'
import type { CertCode } from './errors.ts'
import { findKeyFault, isSignedBy } from './signature.ts'

/**
 * A pinned CA key (RFC 5280 6.1.1 (d)). Two anchors may bear the same name: generations of one CA differ by key only.
 * `name` is ours, for facts and logs. The window, path length and key id come from the CA's own certificate.
 */
export type TrustAnchor = {
  readonly name: string
  readonly subjectDer: Bytes
  readonly publicKey: KeyObject
  readonly subjectKeyId: string | undefined
  readonly pathLength: number | undefined
  readonly notBefore: Date
  readonly notAfter: Date
}

/**
 * Makes an anchor of a self-signed CA certificate. Promise: the certificate is signed by its own key, is a CA that may
 * sign certificates, carries no constraint we would silently drop. Time is not looked at here: `checkPath` does.
 * Duty: the caller MUST have got the certificate from its own configuration, never from a card or a peer.
 */
export function pinAnchor(name: string, certificate: Certificate): Verdict<TrustAnchor, CertCode> {
  const fault = findKeyFault(certificate.publicKey)
  if (fault) return no(`CERT_${fault}`, { anchor: name })
  if (!isSignedBy(certificate, certificate.publicKey)) return no('CERT_SIGNATURE', { anchor: name })
  if (!certificate.isCa) return no('CERT_ISSUER_NOT_CA', { anchor: name })
  if (certificate.keyUsage?.has('keyCertSign') !== true) return no('CERT_KEY_USAGE', { anchor: name })
  if (certificate.hasNameConstraints) return no('CERT_NAME_CONSTRAINTS', { anchor: name })
  if (certificate.criticalUnknownExtensions.length > 0) return no('CERT_CRITICAL_EXTENSION', { anchor: name })
  const { subjectDer, publicKey, subjectKeyId, pathLength, notBefore, notAfter } = certificate
  return ok({ name, subjectDer, publicKey, subjectKeyId, pathLength, notBefore, notAfter })
}
