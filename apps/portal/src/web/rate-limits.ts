import type { Clock, Log } from '@madoguchi/kit'
import { hourMs, minuteMs } from '@madoguchi/kit'

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
