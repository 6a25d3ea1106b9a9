import type { CoreTables } from '@madoguchi/core'
import { countOutcomes, findNewestEntry } from '@madoguchi/core'
import type { Log } from '@madoguchi/kit'
import { secondMs } from '@madoguchi/kit'
import type { Metrics } from '@madoguchi/server'
import type { Kysely } from 'kysely'

const everyMs = 10 * secondMs

/** Counts how exchanges end from now on. Disposing ends it. */
export function watchOutcomes(options: { metrics: Metrics; db: Kysely<CoreTables>; log: Log }): Disposable {
  const { metrics, db, log } = options
  const closed = metrics.counter({
    name: 'madoguchi_exchanges_closed_total',
    help: 'Exchanges by how they ended, since this program started.',
    labels: ['outcome'],
  })
  let seen: number | undefined
  let isLooking = false

  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    try {
      seen ??= await findNewestEntry(db)
      const { until, outcomes } = await countOutcomes(db, seen)
      seen = until
      for (const [outcome, count] of outcomes) closed.add({ outcome }, count)
    } catch (error) {
      log.failure('METRICS_FAILED', error)
    } finally {
      isLooking = false
    }
  }
  void look()
  const timer = setInterval(look, everyMs).unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
