import { hash } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { equalBytes, no, ok } from '@madoguchi/kit'
import type { Certificate } from '../certificate.ts'
import type { OcspCode } from '../errors.ts'
import { ocspSigning } from '../oids.ts'
import type { CrlIssuer } from '../revocation.ts'
import { findAlgorithmFault, findKeyFault, isSignedBy } from '../signature.ts'
import { isAbout, readKeyBits } from './cert-id.ts'
import type { OcspResponse } from './response.ts'

/** Clocks differ by so much: a response from the near future is taken. */
const skewMs = 60_000

/**
 * Whether `response` says that `certificate` is good. Promise: `ok` means that the issuer's key, or a responder that the
 * issuer named for this (EKU OCSPSigning, nocheck, signed by the very key), signed it; that it is about this certificate,
 * current at `at`, and ours: it has our nonce, or none and was made at most `ageMaxMs` ago (RFC 6960 3.2, RFC 5019 4).
 * "unknown" is a refusal; a certificate on hold counts as revoked. Gives until when the answer may be kept.
 * Duty: `issuer` MUST come from a checked path.
 */
export function checkOcsp(options: {
  response: OcspResponse
  certificate: Certificate
  issuer: CrlIssuer
  at: Date
  nonce?: Bytes
  ageMaxMs: number
}): Verdict<{ readonly nextUpdate: Date }, OcspCode | 'CERT_REVOKED'> {
  const { response, certificate, issuer, at, nonce, ageMaxMs } = options
  const signer = findSigner(response, issuer, at)
  if (!signer.ok) return signer
  if (findAlgorithmFault(response.signatureAlgorithm) || findKeyFault(signer.value)) return no('OCSP_ALGORITHM')
  if (!isSignedBy(response, signer.value)) return no('OCSP_SIGNATURE')
  const [extension] = response.criticalUnknownExtensions
  if (extension !== undefined) return no('OCSP_CRITICAL_EXTENSION', { extension })
  if (response.nonce !== undefined && (nonce === undefined || !equalBytes(response.nonce, nonce)))
    return no('OCSP_NONCE')
  // CA generations share a name: only the key tells whose certificate this is.
  const isOurs = equalBytes(certificate.issuerDer, issuer.subjectDer) && isSignedBy(certificate, issuer.publicKey)
  const answer = response.answers.find(({ id }) => isAbout(id, certificate.serialHex, issuer))
  if (!isOurs || answer === undefined) return no('OCSP_OTHER_CERTIFICATE')
  const { status, thisUpdate, nextUpdate } = answer
  const now = at.getTime()
  const youngest = Math.max(thisUpdate.getTime(), response.producedAt.getTime())
  if (youngest > now + skewMs) return no('OCSP_NOT_YET')
  // Without nextUpdate newer information may always be had (RFC 6960 4.2.2.1): then the answer is old at once.
  if (nextUpdate === undefined || nextUpdate.getTime() < now) return no('OCSP_STALE')
  if (response.nonce === undefined && now - response.producedAt.getTime() > ageMaxMs) return no('OCSP_STALE')
  if (status === 'unknown') return no('OCSP_UNKNOWN')
  if (status !== 'good') return no('CERT_REVOKED', { reason: status.reason, at: status.at.toISOString() })
  return ok({ nextUpdate })
}

/** The key that must have signed: the issuer's own, or that of a responder the issuer vouches for (RFC 6960 4.2.2.2). */
function findSigner({ responder, certificates }: OcspResponse, issuer: CrlIssuer, at: Date) {
  const isNamed = (one: { subjectDer: Bytes; publicKey: CrlIssuer['publicKey'] }) =>
    'nameDer' in responder
      ? equalBytes(responder.nameDer, one.subjectDer)
      : equalBytes(responder.keyHash, new Uint8Array(hash('sha1', readKeyBits(one.publicKey), 'buffer')))
  const delegate = certificates.find((one) => isNamed(one) && !one.publicKey.equals(issuer.publicKey))
  if (delegate === undefined) return isNamed(issuer) ? ok(issuer.publicKey) : no('OCSP_RESPONDER', { reason: 'NOBODY' })
  const refuse = (reason: string) => no('OCSP_RESPONDER', { reason })
  if (!equalBytes(delegate.issuerDer, issuer.subjectDer) || !isSignedBy(delegate, issuer.publicKey))
    return refuse('OTHER_ISSUER')
  if (at < delegate.notBefore || at > delegate.notAfter) return refuse('NOT_VALID')
  if (delegate.extendedKeyUsage?.includes(ocspSigning) !== true) return refuse('USAGE')
  if (delegate.keyUsage !== undefined && !delegate.keyUsage.has('digitalSignature')) return refuse('USAGE')
  // Without it the responder would have to be asked about, of whom?
  if (!delegate.hasOcspNoCheck) return refuse('NO_CHECK')
  if (delegate.isCa || delegate.criticalUnknownExtensions.length > 0) return refuse('EXTENSION')
  return ok(delegate.publicKey)
}
