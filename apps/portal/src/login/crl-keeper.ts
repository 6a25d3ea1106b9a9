import type { Bytes, Clock, Log, Verdict } from '@madoguchi/kit'
import { minuteMs, no, ok } from '@madoguchi/kit'
import type { Certificate, Crl, TrustAnchor, TrustedCrl } from '@madoguchi/pki'
import { checkCrl, lookUpRevocation, parseCrl } from '@madoguchi/pki'

/** Fetched again after so long, so that a revocation is known soon; until its nextUpdate an older list still counts. */
const freshForMs = 10 * minuteMs

export type CrlKeeper = {
  check(
    certificate: Certificate,
    issuer: TrustAnchor,
  ): Promise<Verdict<undefined, 'CERT_REVOKED' | 'LOGIN_REVOCATION_UNKNOWN'>>
}

/** Keeps the revocation list that was verified last. Without a list that is in force everyone is refused. */
export function makeCrlKeeper(options: { loadCrl(): Promise<Bytes>; clock: Clock; log: Log }): CrlKeeper {
  const { clock, log } = options
  let held: { trusted: TrustedCrl; loadedAt: number } | undefined
  let loading: Promise<void> | undefined

  async function load(issuer: TrustAnchor): Promise<void> {
    try {
      const parsed: Verdict<Crl, string> = parseCrl(await options.loadCrl())
      const trusted = parsed.ok ? checkCrl(parsed.value, issuer) : parsed
      if (trusted.ok) held = { trusted: trusted.value, loadedAt: clock.now().getTime() }
      else log.error('CRL_REFUSED', { code: trusted.code })
    } catch (error) {
      // Unreachable: what we hold counts until its nextUpdate, and an operator hears of it.
      log.error('CRL_UNREACHABLE', { code: error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN' })
    }
  }

  function isCurrent(issuer: TrustAnchor): boolean {
    return (
      held !== undefined &&
      held.trusted.issuer === issuer &&
      clock.now().getTime() - held.loadedAt < freshForMs &&
      clock.now() <= held.trusted.crl.nextUpdate
    )
  }

  return {
    async check(certificate, issuer) {
      if (!isCurrent(issuer)) {
        loading ??= load(issuer).finally(() => {
          loading = undefined
        })
        await loading
      }
      if (held === undefined) return no('LOGIN_REVOCATION_UNKNOWN', { reason: 'UNREACHABLE' })
      const found = lookUpRevocation({ certificate, trusted: held.trusted, at: clock.now() })
      if (found.ok) return ok()
      return found.code === 'CERT_REVOKED'
        ? no('CERT_REVOKED', found.facts)
        : no('LOGIN_REVOCATION_UNKNOWN', { reason: found.code })
    },
  }
}
