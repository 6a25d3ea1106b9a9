import type { KeyObject } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { equalBytes, no, ok } from '@madoguchi/kit'
import type { Certificate } from './certificate.ts'
import type { Crl } from './crl.ts'
import { describeRevocation } from './crl-reasons.ts'
import { judgeCoverage } from './crl-scope.ts'
import { allReasons } from './distribution-point.ts'
import type { CrlCode } from './errors.ts'
import type { KeyUsage } from './extensions.ts'
import { extensionOid } from './oids.ts'
import { findRevoked } from './revoked-serials.ts'
import { findAlgorithmFault, findKeyFault, isSignedBy } from './signature.ts'

/** Who issued both the certificate and the list: a pinned anchor or a CA certificate out of a checked path. */
export type CrlIssuer = {
  readonly subjectDer: Bytes
  readonly publicKey: KeyObject
  readonly subjectKeyId: string | undefined
  readonly keyUsage?: ReadonlySet<KeyUsage> | undefined
}

/** A list whose signature held, bound to the one CA key that made it. */
export type TrustedCrl = { readonly crl: Crl; readonly issuer: CrlIssuer }

/**
 * Checks that `issuer` made this list and that it says nothing critical we do not understand (RFC 5280 6.3.3 (f), (g)).
 * Delta and indirect lists are refused by name: they can be checked by nobody here, and that is not "revoked". One of a
 * part of the certificates or reasons is taken, and `lookUpRevocation` looks whether the part is the right one.
 * Promise: hashes the whole list once; keep the result and look up in it as often as you like.
 * Duty: `issuer` MUST come from a checked path; freshness is looked at by `lookUpRevocation`, each time.
 */
export function checkCrl(crl: Crl, issuer: CrlIssuer): Verdict<TrustedCrl, CrlCode> {
  if (!equalBytes(crl.issuerDer, issuer.subjectDer)) return no('CRL_ISSUER', { step: '6.3.3 (b)' })
  const isOtherKey = crl.authorityKeyId !== undefined && issuer.subjectKeyId !== undefined
  if (isOtherKey && crl.authorityKeyId !== issuer.subjectKeyId) return no('CRL_ISSUER', { step: '6.3.3 (c)' })
  if (issuer.keyUsage && !issuer.keyUsage.has('cRLSign')) return no('CRL_ISSUER', { step: '6.3.3 (f)' })
  if (findAlgorithmFault(crl.signatureAlgorithm) || findKeyFault(issuer.publicKey)) {
    return no('CRL_ALGORITHM', { step: '6.3.3 (g)' })
  }
  if (!isSignedBy(crl, issuer.publicKey)) return no('CRL_SIGNATURE', { step: '6.3.3 (g)' })
  if (crl.isDelta) return no('CRL_DELTA', { step: '5.2.4' })
  if (crl.scope?.isIndirect) return no('CRL_INDIRECT', { step: '5.2.5' })
  const [unknown] = crl.criticalUnknownExtensions
  if (unknown !== undefined) return no('CRL_CRITICAL_EXTENSION', { step: '5.2', extension: unknown })
  const [inEntry] = crl.criticalUnknownEntryExtensions
  if (inEntry === extensionOid.certificateIssuer) return no('CRL_INDIRECT', { step: '5.3.3' })
  if (inEntry !== undefined) return no('CRL_CRITICAL_EXTENSION', { step: '5.3', extension: inEntry })
  return ok({ crl, issuer })
}

export type LookUp = { readonly certificate: Certificate; readonly trusted: TrustedCrl; readonly at: Date }

/**
 * Looks a certificate up in a list that `checkCrl` passed. Promise: `ok` means that the list was current at `at`
 * (both ends included), comes from the very key that signed the certificate, speaks for it and for all reasons, and
 * does not name it. A list without an answer is a refusal. A certificate on hold counts as revoked, and so does one whose
 * revocation date lies ahead.
 */
export function lookUpRevocation({ certificate, trusted, at }: LookUp): Verdict<undefined, CrlCode | 'CERT_REVOKED'> {
  const { crl, issuer } = trusted
  if (!(at >= crl.thisUpdate)) return no('CRL_NOT_YET', { step: '6.3.3 (a)' })
  if (!(at <= crl.nextUpdate)) return no('CRL_STALE', { step: '6.3.3 (a)' })
  // CA generations share a name and may share serial numbers: only the key tells whose list this is.
  const isOurs = equalBytes(certificate.issuerDer, issuer.subjectDer) && isSignedBy(certificate, issuer.publicKey)
  if (!isOurs) return no('CRL_ISSUER', { step: '6.3.3 (b)' })
  const coverage = judgeCoverage(crl.scope, certificate)
  if ('failedStep' in coverage) return no('CRL_SCOPE', { step: coverage.failedStep })
  const revocation = findRevoked(crl.revoked, certificate.serialHex)
  // Whoever is not in a list of some reasons may be revoked for another one.
  if (!revocation) return coverage.reasons === allReasons ? ok() : no('CRL_SCOPE', { step: '6.3.3 (d)' })
  return no('CERT_REVOKED', { step: '6.1.3 (a)(3)', depth: 0, ...describeRevocation(revocation) })
}

export type RevocationOptions = {
  readonly certificate: Certificate
  readonly issuer: CrlIssuer
  readonly crl: Crl
  readonly at: Date
}

/** `checkCrl` and `lookUpRevocation` in one, for callers who ask once. A server keeps the `TrustedCrl` instead. */
export function checkRevocation(options: RevocationOptions): Verdict<undefined, CrlCode | 'CERT_REVOKED'> {
  const { certificate, issuer, crl, at } = options
  const trusted = checkCrl(crl, issuer)
  return trusted.ok ? lookUpRevocation({ certificate, trusted: trusted.value, at }) : trusted
}
