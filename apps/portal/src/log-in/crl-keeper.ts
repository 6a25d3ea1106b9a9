import type { Clock, Log, Verdict } from '@madoguchi/kit'
import { AppError, minuteMs, no, ok, secondMs } from '@madoguchi/kit'
import type { Certificate, CrlAnswer, CrlJob, TrustAnchor, TrustedCrl } from '@madoguchi/pki'
import { lookUpRevocation } from '@madoguchi/pki'
import type { PortalConfig } from '../shell/config.ts'
import type { Issuers } from '../shell/deps.ts'
import type { NewestLists } from './newest-lists.ts'

/** Fetched again after so long, so that a revocation is known soon; until its nextUpdate an older list still counts. */
const freshForMs = 10 * minuteMs

export type CrlKeeper = {
  check(
    certificate: Certificate,
    issuer: TrustAnchor,
  ): Promise<Verdict<undefined, 'CERT_REVOKED' | 'LOGIN_REVOCATION_UNKNOWN'>>
  /**
   * Lends the lists in force that came since they were lent before, fetching those that are no longer fresh. They count
   * as lent when `use` is through; what throws is lent again.
   */
  lendNews(use: (lists: readonly TrustedCrl[]) => Promise<void>): Promise<void>
  /**
   * Of the anchor whose list is oldest: when that was fetched, and whether it is still in force. Fetches only what was
   * never had; undefined when an anchor's list still was not.
   */
  describe(): Promise<{ readonly loadedAt: Date; readonly isInForce: boolean } | undefined>
}

/** After a failure a list that is in force is used for so long before anybody waits for the next try. */
const restMs = 30 * secondMs

type Held = {
  trusted?: TrustedCrl
  lent?: TrustedCrl
  loadedAt: number
  restingUntil: number
  loading?: Promise<void> | undefined
}

/**
 * Keeps each anchor's newest revocation list that was verified. Without a list that is in force everyone is refused. One
 * that is older than what this or another copy of the portal has seen, or not in force yet, never takes its place.
 * Only the sandbox may have anchors without a list: their cards pass, and the log says so at each. Throws
 * PORTAL_CONFIG where production has one.
 */
export function makeCrlKeeper(
  by: { clock: Clock; log: Log },
  options: {
    trust: Issuers
    mode: PortalConfig['mode']
    newest: NewestLists
    /** Reads and checks a list, a large one where nobody waits for it. Rejects where it takes too long. */
    readList: (job: CrlJob) => Promise<CrlAnswer>
  },
): CrlKeeper {
  const { clock, log } = by
  const { trust, newest, readList } = options
  const withoutCrl = new Set(trust.withoutCrl)
  if (options.mode === 'production' && withoutCrl.size > 0)
    throw new AppError('PORTAL_CONFIG', 'In production every trust anchor needs revocation data; give each its CRL.')
  const lists = new Map<TrustAnchor, Held>()

  async function load(issuer: TrustAnchor, held: Held): Promise<void> {
    try {
      const read = await readList({ der: await trust.source.loadCrl(issuer), issuer })
      const trusted = read.ok ? { crl: read.value, issuer } : undefined
      const taken: Verdict<undefined, string> = read.ok ? await take({ crl: read.value, issuer }) : read
      if (taken.ok && trusted !== undefined) {
        held.trusted = trusted
        held.loadedAt = clock.now().getTime()
        return
      }
      if (!taken.ok) log.error('CRL_REFUSED', { code: taken.code, anchor: issuer.name })
    } catch (error) {
      // Unreachable, or too costly to read: what we hold counts until its nextUpdate, and an operator hears of it.
      log.error('CRL_UNREACHABLE', { code: error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN' })
    }
    held.restingUntil = clock.now().getTime() + restMs
  }

  /** What lies ahead is not remembered: a CA's wrong clock would have every later list refused. */
  async function take(trusted: TrustedCrl): Promise<Verdict<undefined, 'CRL_OLDER' | 'CRL_NOT_YET'>> {
    return clock.now() < trusted.crl.thisUpdate ? no('CRL_NOT_YET') : newest.take(trusted)
  }

  function isCurrent({ trusted, loadedAt, restingUntil }: Held): boolean {
    const now = clock.now()
    const isFresh = now.getTime() < Math.max(loadedAt + freshForMs, restingUntil)
    return trusted !== undefined && isFresh && now <= trusted.crl.nextUpdate
  }

  /** The list of an anchor, fetched again where it is due. One fetch for all who want it. */
  async function refresh(issuer: TrustAnchor): Promise<Held> {
    const held = lists.get(issuer) ?? { loadedAt: 0, restingUntil: 0 }
    lists.set(issuer, held)
    if (!isCurrent(held)) {
      held.loading ??= load(issuer, held).finally(() => {
        held.loading = undefined
      })
      await held.loading
    }
    return held
  }

  return {
    async check(certificate, issuer) {
      if (withoutCrl.has(issuer)) {
        log.warn('CRL_NONE', { anchor: issuer.name })
        return ok()
      }
      const held = await refresh(issuer)
      if (held.trusted === undefined) return no('LOGIN_REVOCATION_UNKNOWN', { reason: 'UNREACHABLE' })
      const found = lookUpRevocation({ certificate, trusted: held.trusted, at: clock.now() })
      if (found.ok) return ok()
      return found.code === 'CERT_REVOKED'
        ? no('CERT_REVOKED', found.facts)
        : no('LOGIN_REVOCATION_UNKNOWN', { reason: found.code })
    },
    async describe() {
      const now = clock.now()
      let oldest = { loadedAt: now, isInForce: true }
      for (const anchor of trust.anchors.filter((one) => !withoutCrl.has(one))) {
        const known = lists.get(anchor)
        const { trusted, loadedAt } = known?.trusted === undefined ? await refresh(anchor) : known
        if (trusted === undefined) return undefined
        const isInForce = oldest.isInForce && now <= trusted.crl.nextUpdate
        oldest = { loadedAt: new Date(Math.min(loadedAt, oldest.loadedAt.getTime())), isInForce }
      }
      return oldest
    },
    async lendNews(use) {
      const all = await Promise.all(trust.anchors.filter((anchor) => !withoutCrl.has(anchor)).map(refresh))
      const news = all.flatMap((held) => {
        const { trusted } = held
        return trusted === undefined || trusted === held.lent ? [] : [{ held, trusted }]
      })
      if (news.length === 0) return
      await use(news.map(({ trusted }) => trusted))
      for (const { held, trusted } of news) held.lent = trusted
    },
  }
}
