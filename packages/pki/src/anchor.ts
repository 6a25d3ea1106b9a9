import type { KeyObject } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { Certificate } from './certificate.ts'
import type { CertCode } from './errors.ts'
import type { KeyUsage } from './extensions.ts'
import type { PolicyExtensions } from './policies.ts'
import { findKeyFault, isSignedBy } from './signature.ts'

/**
 * A pinned CA key (RFC 5280 6.1.1 (d)). Two anchors may bear the same name: generations of one CA differ by key only.
 * `name` is ours, for facts and logs. All else is what the CA's own certificate says of its key and what it may do:
 * RFC 5280 6.2 lets it count, and here it does (docs/decisions/0030-an-anchor-binds-by-its-own-certificate.md).
 */
export type TrustAnchor = PolicyExtensions & {
  readonly name: string
  readonly subjectDer: Bytes
  readonly publicKey: KeyObject
  readonly subjectKeyId: string | undefined
  readonly pathLength: number | undefined
  readonly keyUsage: ReadonlySet<KeyUsage>
  readonly extendedKeyUsage: readonly string[] | undefined
  readonly notBefore: Date
  readonly notAfter: Date
}

/**
 * Makes an anchor of a self-signed CA certificate. Promise: the certificate is signed by its own key, is a CA that may
 * sign certificates, carries no constraint we would silently drop: name constraints are refused, the rest binds. Time is not looked at here: `checkPath` does.
 * Duty: the caller MUST have got the certificate from its own configuration, never from a card or a peer.
 */
export function pinAnchor(name: string, certificate: Certificate): Verdict<TrustAnchor, CertCode> {
  const fault = findKeyFault(certificate.publicKey)
  if (fault) return no(`CERT_${fault}`, { anchor: name })
  if (!isSignedBy(certificate, certificate.publicKey)) return no('CERT_SIGNATURE', { anchor: name })
  if (!certificate.isCa) return no('CERT_ISSUER_NOT_CA', { anchor: name })
  if (!certificate.keyUsage?.has('keyCertSign')) return no('CERT_KEY_USAGE', { anchor: name })
  if (certificate.hasNameConstraints) return no('CERT_NAME_CONSTRAINTS', { anchor: name })
  if (certificate.criticalUnknownExtensions.length > 0) return no('CERT_CRITICAL_EXTENSION', { anchor: name })
  const { subjectDer, publicKey, subjectKeyId, pathLength, notBefore, notAfter } = certificate
  const { keyUsage, extendedKeyUsage, policies, policyMappings } = certificate
  const { requireExplicitPolicy, inhibitPolicyMapping, inhibitAnyPolicy } = certificate
  return ok({
    ...{ name, subjectDer, publicKey, subjectKeyId, pathLength, notBefore, notAfter },
    ...{ keyUsage, extendedKeyUsage, policies, policyMappings },
    ...{ requireExplicitPolicy, inhibitPolicyMapping, inhibitAnyPolicy },
  })
}
