import type { Clock, Log, Random, Verdict } from '@madoguchi/kit'
import { minuteMs, no, ok, secondMs } from '@madoguchi/kit'
import type { Certificate, TrustAnchor } from '@madoguchi/pki'
import { checkOcsp, encodeOcspRequest, nonceSizeBytes, parseOcspResponse } from '@madoguchi/pki'
import type { RevocationSource } from '../shell/deps.ts'
import type { CrlKeeper } from './crl-keeper.ts'

/** Is this certificate revoked or on hold? A certificate of which nobody can tell logs nobody in. */
export type RevocationCheck = (
  certificate: Certificate,
  issuer: TrustAnchor,
) => Promise<Verdict<undefined, 'CERT_REVOKED' | 'LOGIN_REVOCATION_UNKNOWN'>>

/** An answer is kept at most so long, whatever the responder allows. */
const keptMs = 5 * minuteMs
const keptMax = 10_000
/** After a failure the list is used at once for so long, so that nobody waits for a dead responder in turn. */
const restMs = 30 * secondMs

type Answer = Verdict<undefined, 'CERT_REVOKED'>
type AskOcsp = NonNullable<RevocationSource['askOcsp']>

/**
 * Asks the issuer's OCSP responder where it has one (RFC 6960), with a nonce of our own, and keeps the answer for a few
 * minutes; the revocation list is used only while no answer can be had, and only inside its nextUpdate. With neither,
 * nobody passes. `CERT_REVOKED` is never kept: a card may come off hold.
 */
export function makeRevocationCheck(options: {
  askOcsp: RevocationSource['askOcsp']
  crl: CrlKeeper
  clock: Clock
  random: Random
  log: Log
}): RevocationCheck {
  const { askOcsp, crl, clock, random, log } = options
  const good = new Map<string, number>()
  const asking = new Map<string, Promise<Answer | undefined>>()
  const restingUntil = new Map<TrustAnchor, number>()

  async function ask(certificate: Certificate, issuer: TrustAnchor, send: AskOcsp) {
    const nonce = random.bytes(nonceSizeBytes)
    const asked = await send(issuer, encodeOcspRequest({ serialHex: certificate.serialHex, issuer, nonce })).catch(
      (error: unknown) => unreachable(issuer, error),
    )
    if (asked === undefined) return undefined
    const parsed = parseOcspResponse(asked)
    const at = clock.now()
    const verdict = parsed.ok
      ? checkOcsp({ response: parsed.value, certificate, issuer, at, nonce, ageMaxMs: keptMs })
      : parsed
    if (verdict.ok) {
      if (good.size >= keptMax) good.clear()
      good.set(certificate.fingerprint, Math.min(verdict.value.keepUntil.getTime(), at.getTime() + keptMs))
      return ok()
    }
    if (verdict.code === 'CERT_REVOKED') return no('CERT_REVOKED', verdict.facts)
    // One that does not know this certificate is alive: it rests not.
    if (verdict.code !== 'OCSP_UNKNOWN') restingUntil.set(issuer, at.getTime() + restMs)
    log.error('OCSP_REFUSED', { code: verdict.code, anchor: issuer.name })
    return undefined
  }

  function unreachable(issuer: TrustAnchor, error: unknown): undefined {
    restingUntil.set(issuer, clock.now().getTime() + restMs)
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
    log.error('OCSP_UNREACHABLE', { code, anchor: issuer.name })
  }

  /** Undefined when there is no responder, or none that answers. */
  async function find(certificate: Certificate, issuer: TrustAnchor): Promise<Answer | undefined> {
    const now = clock.now().getTime()
    const { fingerprint } = certificate
    if ((good.get(fingerprint) ?? 0) > now) return ok()
    good.delete(fingerprint)
    if (askOcsp === undefined || (restingUntil.get(issuer) ?? 0) > now) return undefined
    const known = asking.get(fingerprint)
    if (known !== undefined) return known
    const answer = ask(certificate, issuer, askOcsp).finally(() => asking.delete(fingerprint))
    asking.set(fingerprint, answer)
    return answer
  }

  return async (certificate, issuer) => (await find(certificate, issuer)) ?? crl.check(certificate, issuer)
}
