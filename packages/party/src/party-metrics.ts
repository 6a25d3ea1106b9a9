import type { DeliveryTables } from '@madoguchi/delivery'
import type { Clock, Log } from '@madoguchi/kit'
import { secondMs } from '@madoguchi/kit'
import { parseReceipt } from '@madoguchi/messages'
import type { Metrics } from '@madoguchi/server'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { WatchedDirectory } from './directory/watch-directory.ts'
import type { HeldFile } from './directory/watch-held-file.ts'
import type { Job, Jobs } from './jobs.ts'

/** How much is looked at in the outbox and among the dead letters: a longer queue is told as this many. */
const countMax = 1_000_000
const everyMs = 10 * secondMs

/** The same log, with every event above debug counted by its name. */
export function countEvents(log: Log, metrics: Metrics): Log {
  const events = metrics.counter({ name: 'madoguchi_events_total', help: 'Log events by name.', labels: ['event'] })
  return {
    info(event, facts) {
      events.add({ event })
      log.info(event, facts)
    },
    warn(event, facts) {
      events.add({ event })
      log.warn(event, facts)
    },
    error(event, facts) {
      events.add({ event })
      log.error(event, facts)
    },
    failure(event, error, facts) {
      events.add({ event })
      log.failure(event, error, facts)
    },
  }
}

/** Counts what our receipts say about messages that came. */
export function makeReceiptCounter(metrics: Metrics): (receipt: Uint8Array) => void {
  const counter = metrics.counter({
    name: 'madoguchi_messages_received_total',
    help: 'Messages of other parties by what our receipt said of them.',
    labels: ['result'],
  })
  return (bytes) => {
    const lines = parseReceipt(bytes)?.lines
    for (const { code } of lines ?? []) counter.add({ result: code ?? 'accepted' })
  }
}

/** Watches outbox, dead letters and directory: gives the job that looks. */
export function watchParty(options: {
  metrics: Metrics
  db: Kysely<DeliveryTables>
  directory: WatchedDirectory
  held?: HeldFile | undefined
  clock: Clock
}): Job {
  const { metrics, db, directory, held, clock } = options
  const seen = { waiting: 0, oldestSeconds: 0, dead: 0 }
  metrics.watch({ name: 'madoguchi_outbox_waiting', help: 'Messages that wait for a receipt.' }, () => seen.waiting)
  metrics.watch(
    { name: 'madoguchi_outbox_oldest_seconds', help: 'Age of the oldest of them.' },
    () => seen.oldestSeconds,
  )
  metrics.watch({ name: 'madoguchi_dead_letters', help: 'Messages refused or never taken in time.' }, () => seen.dead)
  metrics.watch(
    { name: 'madoguchi_directory_version', help: 'Version of the directory held.' },
    () => directory.view.version,
  )
  metrics.watch({ name: 'madoguchi_directory_live', help: '1 while the directory has not expired.' }, () =>
    directory.view.isLive(clock.now()) ? 1 : 0,
  )
  metrics.watch(
    { name: 'madoguchi_directory_refused', help: '1 while the newest directory file is one we refuse.' },
    () => (directory.refusal() === undefined ? 0 : 1),
  )

  if (held !== undefined) {
    const { kind, view, refusal } = held
    metrics.watch(kind.metrics.version, () => view.version)
    metrics.watch(kind.metrics.refused, () => (refusal() === undefined ? 0 : 1))
  }

  async function look(): Promise<void> {
    const { rows } = await sql<{ waiting: number; oldestAt: Date | null; dead: number }>`
      select (select count(*)::int from (select from outbox limit ${countMax}) o) as waiting,
        (select min(created_at) from outbox) as "oldestAt",
        (select count(*)::int from (select from dead_letters limit ${countMax}) d) as dead`.execute(db)
    const [row] = rows
    if (row === undefined) return
    seen.waiting = row.waiting
    seen.dead = row.dead
    seen.oldestSeconds =
      row.oldestAt === null ? 0 : Math.max(0, (clock.now().getTime() - row.oldestAt.getTime()) / 1000)
  }
  return { name: 'queues', everyMs, isRunAtOnce: true, run: look }
}

/** Tells of each job how often it went well and failed, and how long ago it went well. */
export function countJobs(metrics: Metrics, jobs: Pick<Jobs, 'list'>): void {
  metrics.watchEach(
    { kind: 'counter', name: 'madoguchi_job_runs_total', help: 'Runs of what we do by ourselves, by how they ended.' },
    () =>
      jobs
        .list()
        .flatMap(({ name: job, runs }) => [
          [{ job, result: 'ok' }, runs.ok] as const,
          [{ job, result: 'failed' }, runs.failed] as const,
        ]),
  )
  metrics.watchEach({ kind: 'gauge', name: 'madoguchi_job_age_seconds', help: 'How long ago it went well.' }, () =>
    jobs.list().map(({ name: job, ageSeconds }) => [{ job }, ageSeconds] as const),
  )
}
