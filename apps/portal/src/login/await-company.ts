import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'

const quietMs = 2
const longestMs = 8

/**
 * Waits until for two milliseconds nobody more has come, eight at most, or until there are as many as wanted: those who
 * come nearly at once then go the whole way together, which costs all parties far less than one after the other.
 */
export async function awaitCompany(countWaiting: () => number, wanted: number): Promise<void> {
  const until = performance.now() + longestMs
  for (let seen = 0; seen < countWaiting() && countWaiting() < wanted && performance.now() < until; ) {
    seen = countWaiting()
    await sleep(quietMs)
    // What has arrived by now is read before it is counted.
    await turn()
  }
}
