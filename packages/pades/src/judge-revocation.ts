import type { No, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { RevocationCode } from './errors.ts'

/** What whoever was asked now said. `CERT_REVOKED` has facts `at`, `invalidSince` (ISO 8601) and `reason`; all else is "cannot tell". */
export type RevocationAnswer = Verdict<undefined, string>

type Asked = {
  /** When a time stamp that we believe proves that the signature was there. */
  readonly provenAt: Date | undefined
  readonly now: Date
  /** Until when the certificate was meant to be used. */
  readonly notAfter: Date
}

/** Somebody else may have had the key, and its owner learns of it late. */
const compromised: ReadonlySet<unknown> = new Set(['keyCompromise', 'cACompromise', 'aACompromise'])

/**
 * What an answer about revocation means for a signature. A time stamp from before the revocation leaves the signature good
 * (RFC 3161 appendix B; EN 319 102-1 5.5.4: best-signature-time): in Japan a certificate is revoked when its holder moves. The
 * date that counts is the earlier one of revocation and invalidity (RFC 5280 5.3.2). Where the key was compromised and no
 * date of invalidity is given, the date of revocation says only when the CA heard of it: that is no proof either way (RFC
 * 3161 4 lets such a key prove nothing). Without a time stamp nobody knows which came first (EN 319 102-1:
 * REVOKED_NO_POE, INDETERMINATE). "Not revoked" is an answer only while the certificate has not expired: a list may leave
 * out those that have (RFC 5280 5).
 */
export function judgeRevocation(
  answer: RevocationAnswer,
  { provenAt, now, notAfter }: Asked,
): Verdict<{ readonly laterAt: Date | undefined }, RevocationCode> {
  if (answer.ok) return now > notAfter ? no('REVOCATION_TOO_LATE') : ok({ laterAt: undefined })
  if (answer.code !== 'CERT_REVOKED') return no('REVOCATION_UNKNOWN')
  if (provenAt === undefined) return no('REVOKED_TIME_UNPROVEN')
  const { revokedAt, invalidSince } = readDates(answer)
  if (revokedAt === undefined) return no('REVOKED_TIME_UNPROVEN')
  const from = invalidSince !== undefined && invalidSince < revokedAt ? invalidSince : revokedAt
  if (provenAt >= from) return no('CERT_REVOKED')
  const isVague = invalidSince === undefined && compromised.has(answer.facts.reason)
  return isVague ? no('REVOKED_KEY_COMPROMISED') : ok({ laterAt: revokedAt })
}

function readDates({ facts }: No<string>) {
  return { revokedAt: readDate(facts.at), invalidSince: readDate(facts.invalidSince) }
}

function readDate(fact: unknown): Date | undefined {
  const at = new Date(typeof fact === 'string' ? fact : '')
  return Number.isNaN(at.getTime()) ? undefined : at
}
