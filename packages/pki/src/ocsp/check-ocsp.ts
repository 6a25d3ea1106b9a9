import { hash } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { equalBytes, no, ok } from '@madoguchi/kit'
import type { Certificate } from '../certificate.ts'
import { describeRevocation } from '../crl-reasons.ts'
import type { OcspCode } from '../errors.ts'
import { ocspSigning } from '../oids.ts'
import type { CrlIssuer } from '../revocation.ts'
import { findAlgorithmFault, findKeyFault, isSignedBy } from '../signature.ts'
import { isAbout, readKeyBits } from './cert-id.ts'
import type { OcspAnswer, OcspResponse } from './response.ts'

/** Clocks differ by so much: a response from the near future is taken. */
const skewMs = 60_000

/**
 * Whether `response` says that `certificate` is good. Promise: `ok` means that the issuer's key, or a responder that the
 * issuer named for this (EKU OCSPSigning, nocheck, signed by the very key), signed it; that it is about this certificate,
 * current at `at`, and ours: it has our nonce, or none and was made at most `ageMaxMs` ago (RFC 6960 3.2, RFC 5019 4).
 * Without a nextUpdate newer information can be had at any time (4.2.2.1): then only an answer to our own question, as
 * fresh as `ageMaxMs`, counts, and for this one time. "unknown" is a refusal; a certificate on hold counts as revoked.
 * Gives until when the answer may be kept, in the past for "not at all". Refusals name the step of RFC 6960.
 * Duty: `issuer` MUST come from a checked path.
 */
export function checkOcsp(options: OcspOptions): Verdict<{ readonly keepUntil: Date }, OcspCode | 'CERT_REVOKED'> {
  const { response, certificate, issuer, at, nonce } = options
  const signer = findSigner(response, issuer, at)
  if (!signer.ok) return signer
  if (findAlgorithmFault(response.signatureAlgorithm) || findKeyFault(signer.value))
    return no('OCSP_ALGORITHM', { step: '3.2 (2)' })
  if (!isSignedBy(response, signer.value)) return no('OCSP_SIGNATURE', { step: '3.2 (2)' })
  const [extension] = response.criticalUnknownExtensions
  if (extension !== undefined) return no('OCSP_CRITICAL_EXTENSION', { step: '4.4', extension })
  if (response.nonce !== undefined && (nonce === undefined || !equalBytes(response.nonce, nonce)))
    return no('OCSP_NONCE', { step: '4.4.1' })
  // CA generations share a name: only the key tells whose certificate this is.
  const isOurs = equalBytes(certificate.issuerDer, issuer.subjectDer) && isSignedBy(certificate, issuer.publicKey)
  const answers = response.answers.filter(({ id }) => isAbout(id, certificate.serialHex, issuer))
  // Of two answers about one certificate, as by two hashes, the worse counts.
  const answer = answers.find(({ status }) => typeof status === 'object') ?? answers.find(isNotGood) ?? answers[0]
  if (!isOurs || answer === undefined) return no('OCSP_OTHER_CERTIFICATE', { step: '3.2 (1)' })
  const current = checkTimes(answer, options)
  if (!current.ok) return current
  const { status } = answer
  if (status === 'unknown') return no('OCSP_UNKNOWN', { step: '2.2' })
  if (status !== 'good') return no('CERT_REVOKED', { step: '2.2', ...describeRevocation(status) })
  return ok({ keepUntil: answer.nextUpdate ?? new Date(0) })
}

type OcspOptions = {
  response: OcspResponse
  certificate: Certificate
  issuer: CrlIssuer
  at: Date
  nonce?: Bytes
  ageMaxMs: number
}

function isNotGood({ status }: OcspAnswer): boolean {
  return status !== 'good'
}

/** 3.2 (5) and (6), and the age of what cannot be told from a repetition. A nonce that is there is ours by now. */
function checkTimes(answer: OcspAnswer, { response, at, ageMaxMs }: OcspOptions): Verdict<undefined, OcspCode> {
  const now = at.getTime()
  const made = response.producedAt.getTime()
  const known = answer.thisUpdate.getTime()
  if (Math.max(known, made) > now + skewMs) return no('OCSP_NOT_YET', { step: '3.2 (5)' })
  const isOld = (ms: number) => now - ms > ageMaxMs
  if (response.nonce === undefined && isOld(made)) return no('OCSP_STALE', { step: '4.4.1' })
  if (answer.nextUpdate !== undefined)
    return answer.nextUpdate.getTime() < now ? no('OCSP_STALE', { step: '3.2 (6)' }) : ok()
  if (response.nonce === undefined) return no('OCSP_STALE', { step: '4.2.2.1' })
  return isOld(known) || isOld(made) ? no('OCSP_STALE', { step: '3.2 (5)' }) : ok()
}

/** The key that must have signed: the issuer's own, or that of a responder the issuer vouches for (RFC 6960 4.2.2.2). */
function findSigner({ responder, certificates }: OcspResponse, issuer: CrlIssuer, at: Date) {
  const isNamed = (one: { subjectDer: Bytes; publicKey: CrlIssuer['publicKey'] }) =>
    'nameDer' in responder
      ? equalBytes(responder.nameDer, one.subjectDer)
      : equalBytes(responder.keyHash, new Uint8Array(hash('sha1', readKeyBits(one.publicKey), 'buffer')))
  const delegate = certificates.find((one) => isNamed(one) && !one.publicKey.equals(issuer.publicKey))
  if (delegate === undefined)
    return isNamed(issuer) ? ok(issuer.publicKey) : no('OCSP_RESPONDER', { step: '3.2 (3)', reason: 'NOBODY' })
  const refuse = (reason: string) => no('OCSP_RESPONDER', { step: '4.2.2.2', reason })
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
