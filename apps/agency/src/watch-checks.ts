import type { Clock } from '@madoguchi/kit'
import { minuteMs } from '@madoguchi/kit'
import type { Job } from '@madoguchi/party'
import type { Metrics } from '@madoguchi/server'
import type { QueryExecutorProvider } from 'kysely'
import { sql } from 'kysely'

/** Watches the list of citizens who asked an agency to look again: gives the job that looks. */
export function watchChecks(options: { metrics: Metrics; db: QueryExecutorProvider; clock: Clock }): Job {
  const { metrics, db, clock } = options
  const seen = { waiting: 0, oldestSeconds: 0 }
  metrics.watch(
    { name: 'madoguchi_checks_waiting', help: 'Citizens who wait for us to look again.' },
    () => seen.waiting,
  )
  metrics.watch(
    { name: 'madoguchi_checks_oldest_seconds', help: 'How long the first of them waits.' },
    () => seen.oldestSeconds,
  )
  async function look(): Promise<void> {
    const { rows } = await sql<{ waiting: number; oldestAt: Date | null }>`
      select count(*)::int as waiting, min(received_at) as "oldestAt" from checks where cleared_at is null`.execute(db)
    const [row] = rows
    seen.waiting = row?.waiting ?? 0
    seen.oldestSeconds = row?.oldestAt ? Math.max(0, (clock.now().getTime() - row.oldestAt.getTime()) / 1000) : 0
  }
  return { name: 'checks', everyMs: minuteMs, isRunAtOnce: true, run: look }
}
