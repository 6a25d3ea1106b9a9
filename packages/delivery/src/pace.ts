import { setTimeout as sleep } from 'node:timers/promises'
import type { Company } from './gather.ts'

/** Where the moments come from; the ordinary clock unless a test has another. */
export type PaceTime = { now(): number; sleep(ms: number): Promise<unknown> }

const ordinary: PaceTime = { now: () => performance.now(), sleep }

/**
 * Between the beginnings of two runs lie `restMs`, unless as many wait as may go together: a run costs all parties time
 * however small it is, so what comes one by one goes together. Whoever comes after a rest waits for nobody.
 */
export function makePace(restMs: number, time: PaceTime = ordinary): Company {
  let wentAt = Number.NEGATIVE_INFINITY
  return {
    async gatherAround(countWaiting, wanted) {
      const waitMs = wentAt + restMs - time.now()
      if (waitMs > 0 && countWaiting() < wanted) await time.sleep(waitMs)
      wentAt = time.now()
    },
  }
}
