import type { Database } from '@madoguchi/db'
import { openDatabase } from '@madoguchi/db'
import type { BatchServer, DeliveryTables } from '@madoguchi/delivery'
import { serveBatches } from '@madoguchi/delivery'
import { secondMs } from '@madoguchi/kit'
import { makeHealthRoutes, makeMetricsRoute, serve } from '@madoguchi/server'
import { sql } from 'kysely'
import type { PartyConfig, PartySecrets } from './config/config.ts'
import { noteJobs, openJobs } from './jobs.ts'
import type { App, Party, WatchOwn } from './open-party.ts'
import { countJobs, makeReceiptCounter, watchParty } from './party-metrics.ts'

/** Opens the doors of an app that has started: the network's and the operator's. Disposing closes them again. */
export async function openDoors(options: {
  config: PartyConfig
  secrets: PartySecrets
  party: Party
  app: App
  /** Numbers of the program's own. */
  watch?: WatchOwn | undefined
  /** What health says beside its checks. */
  notes?: readonly string[]
}): Promise<AsyncDisposable> {
  const { config, secrets, party, app } = options
  const { log, clock, runUrl, directory } = party.deps
  await using stack = new AsyncDisposableStack()
  const db: Database<DeliveryTables> = stack.use(
    openDatabase<DeliveryTables>({
      connection: runUrl,
      applicationName: `${config.party}-health`,
      poolSizeMax: 2,
      statementTimeoutMs: 2 * secondMs,
    }),
  )
  const { metrics, held } = party
  const looking = stack.use(
    openJobs(
      [
        watchParty({ metrics, db: db.kysely, directory: party.directory, held, clock }),
        ...(options.watch?.({ metrics, db, clock }) ?? []),
      ],
      { clock, log },
    ),
  )
  const jobs = { list: () => [...party.jobs.list(), ...looking.list(), ...app.jobs.list()] }
  countJobs(metrics, jobs)
  const count = makeReceiptCounter(metrics)
  const turned = metrics.counter({
    name: 'madoguchi_callers_turned_away_total',
    help: 'Callers on the network port who showed no key of a party in time, or opened more than theirs.',
    labels: ['reason'],
  })
  const receive = app.receive ?? app.delivery.receive
  const isReady = makeHealthRoutes({
    checks: {
      database: () => sql`select 1`.execute(db.kysely),
      disk: async () => party.trouble.check(),
      directory: async () => {
        if (!directory.isLive(clock.now())) throw new Error('the directory has expired')
      },
      directoryFile: async () => {
        demandTaken(party.directory)
      },
      ...(held === undefined ? {} : { [`${held.kind.name}File`]: async () => demandTaken(held) }),
      outbox: () => demandBacklog(db, config.outboxWaitingMax),
    },
    notes: () => [...(options.notes ?? []), ...(app.notes?.() ?? []), ...noteJobs(jobs)],
  })
  const internal = isReady.route('/', makeMetricsRoute(metrics))
  stack.use(await serve({ ...config.internalListen, fetch: (request) => internal.fetch(request), stopMs: 500 }))
  const network: BatchServer = stack.use(
    await serveBatches({
      ...config.networkListen,
      connectionsMax: config.connectionsMax,
      directory,
      clock,
      identity: { privateKeyPem: secrets.MADOGUCHI_TLS_KEY_FILE, certificatePem: config.tlsCertificatePem },
      async receive(batch) {
        const receipt = await receive(batch)
        count(receipt)
        return receipt
      },
      parts: app.parts,
      onTurned: (reason) => turned.add({ reason }),
      onFailure: (error) => log.failure('BATCH_FAILED', error),
    }),
  )
  log.info('PARTY_READY', {
    port: network.port,
    directory: directory.version,
    ...(held && { [held.kind.name]: held.view.version }),
  })
  const owned = stack.move()
  return { [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

function demandTaken({ refusal }: { refusal(): string | undefined }): void {
  if (refusal() !== undefined) throw new Error('the newest file was refused')
}

async function demandBacklog(db: Database<DeliveryTables>, waitingMax: number): Promise<void> {
  const { rows } = await sql<{ waiting: string }>`
    select count(*) as waiting from (select from outbox limit ${waitingMax + 1}) o`.execute(db.kysely)
  if (Number(rows[0]?.waiting) > waitingMax) throw new Error('too much waits in the outbox')
}
