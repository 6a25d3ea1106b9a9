import { secondMs } from '@madoguchi/kit'
import type { Job } from '@madoguchi/party'
import type { Metrics } from '@madoguchi/server'
import type { QueryExecutorProvider } from 'kysely'
import { countOutcomes, getNewestEntry } from './count-outcomes.ts'

/** Counts how exchanges end from now on: gives the job that looks. */
export function watchOutcomes({ metrics, db }: { metrics: Metrics; db: QueryExecutorProvider }): Job {
  const closed = metrics.counter({
    name: 'madoguchi_exchanges_closed_total',
    help: 'Exchanges by how they ended, since this program started.',
    labels: ['outcome'],
  })
  let seen: number | undefined
  return {
    name: 'outcomes',
    everyMs: 10 * secondMs,
    isRunAtOnce: true,
    async run() {
      seen ??= await getNewestEntry(db)
      const { until, outcomes } = await countOutcomes(db, seen)
      seen = until
      for (const [outcome, count] of outcomes) closed.add({ outcome }, count)
    },
  }
}
