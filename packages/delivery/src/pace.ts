import { setTimeout as sleep } from 'node:timers/promises'
import type { Company } from './gather.ts'

/** Where the moments come from; the ordinary clock unless a test has another. */
export type PaceTime = { now(): number; sleep(ms: number): Promise<unknown> }

export type Pace = Company & {
  /** Whether the last run began so long ago. */
  hasRested(ms: number): boolean
  /** Waits until the last run began so long ago. */
  rest(ms: number): Promise<void>
}

const ordinary: PaceTime = { now: () => performance.now(), sleep }

/**
 * Between the beginnings of two runs lie `restMs`, unless as many wait as may go together: a run costs all parties time
 * however small it is, so what comes one by one goes together. Whoever comes after a rest waits for nobody.
 */
export function makePace(restMs: number, time: PaceTime = ordinary): Pace {
  let wentAt = Number.NEGATIVE_INFINITY
  return {
    hasRested: (ms) => time.now() - wentAt >= ms,
    async rest(ms) {
      const waitMs = wentAt + ms - time.now()
      if (waitMs > 0) await time.sleep(waitMs)
    },
    async gatherAround(countWaiting, wanted) {
      const waitMs = wentAt + restMs - time.now()
      if (waitMs > 0 && countWaiting() < wanted) await time.sleep(waitMs)
      wentAt = time.now()
    },
  }
}
