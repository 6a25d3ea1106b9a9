import { setImmediate as turn } from 'node:timers/promises'

/** Lets those who come nearly at once go together: that costs all parties far less than one after the other. */
export type Company = {
  /** Waits for more; `countWaiting` says how many are there, `wanted` how many may go together. */
  gatherAround(countWaiting: () => number, wanted: number): Promise<void>
  /** Somebody more came: so many are there now. */
  noteArrival(count: number): void
}

const quietMs = 2
const longestMs = 8
const rememberedRuns = 16

/**
 * The waiting ends when for two milliseconds nobody more has come, after eight at the latest, and at once when as many are
 * there as went together at most lately: then nobody else is expected.
 */
export function makeCompany(): Company {
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
      const most = sizes.length === 0 ? wanted : Math.max(2, ...sizes)
      enough = Math.min(wanted, most)
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
