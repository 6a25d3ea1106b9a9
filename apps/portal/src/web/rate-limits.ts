import type { Clock, Log, Verdict } from '@madoguchi/kit'
import { hourMs, minuteMs, no, ok } from '@madoguchi/kit'

/** How many of an act are let through in a window, by whoever does it. */
const rules = {
  // Behind a city's one address sit many citizens; guessing is stopped by the card, and by the line below.
  'login-by-client': { count: 300, windowMs: 5 * minuteMs },
  // Whoever sends what a card said need not have asked for a challenge: it is looked at all the same, and costs more.
  'login-try-by-client': { count: 300, windowMs: 5 * minuteMs },
  'login-by-card': { count: 10, windowMs: 5 * minuteMs },
  // Fetches nothing and asks no database; a document is read whole.
  'card-look-by-client': { count: 100, windowMs: 5 * minuteMs },
  'verify-by-client': { count: 30, windowMs: 10 * minuteMs },
  'operator-log-in': { count: 10, windowMs: 5 * minuteMs },
  'request-by-account': { count: 30, windowMs: 10 * minuteMs },
  // An answer may take a week: with all that one person asks in it, the share of the portal at a dead agency is not filled.
  'request-by-account-a-day': { count: 150, windowMs: 24 * hourMs },
  // One a question is heard anyway; this keeps an officer's list readable whoever presses.
  'check-by-account': { count: 30, windowMs: 24 * hourMs },
  'old-card-by-account': { count: 10, windowMs: 10 * minuteMs },
  'recovery-by-account': { count: 5, windowMs: hourMs },
  'mail-by-account': { count: 5, windowMs: hourMs },
  'mail-by-address': { count: 5, windowMs: hourMs },
  'mail-link-by-client': { count: 60, windowMs: 10 * minuteMs },
  // A person types; a script saves after a pause. Several may sit behind one address.
  'draft-save': { count: 400, windowMs: 10 * minuteMs },
  'draft-start-by-client': { count: 60, windowMs: 10 * minuteMs },
  'draft-card-by-client': { count: 30, windowMs: 10 * minuteMs },
  'blank-form-by-client': { count: 60, windowMs: 10 * minuteMs },
  'draft-print': { count: 60, windowMs: 10 * minuteMs },
  'history-by-account': { count: 60, windowMs: 10 * minuteMs },
} as const

export type RateLimits = {
  /** True when this one may pass; it counts. */
  mayPass(rule: keyof typeof rules, who: string): boolean
}

/** Counts a request, or one that is asked again. Says which of its two limits is reached. */
export function countRequest(limits: RateLimits, account: string): Verdict<undefined, 'TOO_MANY' | 'REQUESTS_USED_UP'> {
  if (!limits.mayPass('request-by-account', account)) return no('TOO_MANY')
  return limits.mayPass('request-by-account-a-day', account) ? ok() : no('REQUESTS_USED_UP')
}

const rememberedMax = 100_000

/** Counts in this process's memory; each copy of the program counts for itself. The log hears of each window that is full, once. */
export function makeRateLimits(clock: Clock, log: Log): RateLimits {
  const counts = new Map<string, { count: number; until: number }>()
  return {
    mayPass(rule, who) {
      const now = clock.now().getTime()
      const name = `${rule} ${who}`
      const known = counts.get(name)
      if (known === undefined || known.until <= now) {
        if (counts.size >= rememberedMax) counts.delete(counts.keys().next().value ?? '')
        counts.delete(name)
        counts.set(name, { count: 1, until: now + rules[rule].windowMs })
        return true
      }
      known.count += 1
      const { count } = rules[rule]
      if (known.count === count + 1) log.warn('LIMIT_REACHED', { rule })
      return known.count <= count
    },
  }
}
