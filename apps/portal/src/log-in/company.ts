import { setImmediate as turn } from 'node:timers/promises'
import type { Company } from '@madoguchi/delivery'

const quietMs = 2
const longestMs = 8
const rememberedRuns = 16
/** More save little each, and while they all are at one party, the others have nothing to do. */
const enoughMax = 8

/**
 * The waiting ends when for two milliseconds nobody more has come, after eight at the latest, and at once when as many are
 * there as went together at most lately, since then nobody else is expected, or when there are eight.
 */
export function makeCompany(): Required<Company> {
  const sizes: number[] = []
  let enough = Number.POSITIVE_INFINITY
  let goOn: () => void = () => undefined

  function keepQuiet(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, quietMs)
      goOn = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  return {
    async gatherAround(countWaiting, wanted) {
      const most = sizes.length === 0 ? enoughMax : Math.max(2, ...sizes)
      enough = Math.min(wanted, enoughMax, most)
      const until = performance.now() + longestMs
      for (let seen = 0; seen < countWaiting() && countWaiting() < enough && performance.now() < until; ) {
        seen = countWaiting()
        await keepQuiet()
        // What has arrived by now is read before it is counted.
        await turn()
      }
      sizes.push(Math.min(countWaiting(), wanted))
      if (sizes.length > rememberedRuns) sizes.shift()
    },
    noteArrival(count) {
      if (count >= enough) goOn()
    },
  }
}
