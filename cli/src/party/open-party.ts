import type { Database } from '@madoguchi/db'
import { openDatabase } from '@madoguchi/db'
import type { BatchServer, Delivery, DeliveryTables, Transport } from '@madoguchi/delivery'
import { makeTlsTransport, serveBatches, spkiSha256Of } from '@madoguchi/delivery'
import type { Clock, Log, Random } from '@madoguchi/kit'
import { AppError, secondMs, systemClock, systemRandom } from '@madoguchi/kit'
import type { DirectoryView, SigningKey } from '@madoguchi/messages'
import type { Metrics } from '@madoguchi/server'
import { makeHealthRoutes, makeLog, makeMetrics, makeMetricsRoute, serve } from '@madoguchi/server'
import { sql } from 'kysely'
import type { PartyConfig, PartySecrets } from './config.ts'
import { countEvents, makeReceiptCounter, watchParty } from './party-metrics.ts'
import type { WatchedDirectory } from './watch-directory.ts'
import { watchDirectory } from './watch-directory.ts'
import { type WatchedTrouble, watchTrouble } from './watch-trouble.ts'

/** What every app's `start` is given. */
export type PartyDeps = {
  readonly runUrl: string
  readonly directory: DirectoryView
  readonly key: SigningKey
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

export type App = AsyncDisposable & {
  readonly delivery: Pick<Delivery<never>, 'receive' | 'isIdle'>
  /** Where an app has to do something before a receipt may leave. */
  receive?(batch: Uint8Array): Promise<Uint8Array>
  /** What is not as it should be in service and stops nothing, now; health says it. */
  notes?(): readonly string[]
}

export type Party = AsyncDisposable & {
  readonly deps: PartyDeps
  readonly directory: WatchedDirectory
  readonly metrics: Metrics
  readonly trouble: WatchedTrouble
}

/** What a program counts beside what all do, in its own database. */
export type WatchOwn = (given: { metrics: Metrics; db: Database<DeliveryTables>; log: Log }) => Disposable

const sendTimeoutMs = 10 * secondMs

/** Directory, keys and carrier of a party: all that it needs to send. Throws AppError with a sentence. */
export async function openParty(options: {
  config: PartyConfig
  secrets: PartySecrets
  err: (text: string) => void
}): Promise<Party> {
  const { config, secrets } = options
  const clock = systemClock
  await using stack = new AsyncDisposableStack()
  const metrics = makeMetrics()
  const sink = makeLog({ level: config.logLevel, name: config.party, destination: { write: options.err } })
  const trouble = watchTrouble(countEvents(sink as Log, metrics), clock)
  const { log } = trouble
  const directory = stack.use(
    await watchDirectory({ file: config.directoryFile, pinnedKey: config.pinnedKey, clock, log }),
  )
  const identity = { privateKeyPem: secrets.MADOGUCHI_TLS_KEY_FILE, certificatePem: config.tlsCertificatePem }
  checkOwnKeys({ config, secrets, directory: directory.view, at: clock.now() })
  const transport = stack.use(
    makeTlsTransport({ directory: directory.view, identity, clock, timeoutMs: sendTimeoutMs }),
  )
  const owned = stack.move()
  return {
    metrics,
    trouble,
    directory,
    deps: {
      runUrl: secrets.MADOGUCHI_DATABASE_URL_FILE,
      directory: directory.view,
      key: secrets.MADOGUCHI_SIGNING_KEY_FILE,
      transport,
      clock,
      random: systemRandom,
      log,
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** A party that nobody could believe or reach should not start at all. */
function checkOwnKeys(options: {
  config: PartyConfig
  secrets: PartySecrets
  directory: DirectoryView
  at: Date
}): void {
  const { config, secrets, directory, at } = options
  const problems: string[] = []
  if (directory.find(config.party) === undefined) problems.push('MADOGUCHI_PARTY is no party of the directory.')
  else {
    if (directory.findKey(config.party, secrets.MADOGUCHI_SIGNING_KEY_FILE.keyId, at) === undefined)
      problems.push('MADOGUCHI_SIGNING_KEY_FILE is a key that the directory does not have for us now.')
    const spki = spkiSha256Of({ privateKeyPem: secrets.MADOGUCHI_TLS_KEY_FILE })
    if (directory.findTlsParty(spki, at)?.id !== config.party)
      problems.push('MADOGUCHI_TLS_KEY_FILE is a key that the directory does not have for us now.')
  }
  if (problems.length > 0)
    throw new AppError(
      'CONFIG_INVALID',
      `The configuration has ${problems.length} problem(s):\n- ${problems.join('\n- ')}`,
    )
}

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
  const { metrics } = party
  stack.use(watchParty({ metrics, db: db.kysely, directory: party.directory, clock, log }))
  if (options.watch !== undefined) stack.use(options.watch({ metrics, db, log }))
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
        if (party.directory.refusal() !== undefined) throw new Error('the newest directory file was refused')
      },
      outbox: () => checkBacklog(db, config.outboxWaitingMax),
    },
    notes: () => [...(options.notes ?? []), ...(app.notes?.() ?? [])],
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
      onTurned: (reason) => turned.add({ reason }),
      onFailure: (error) => log.failure('BATCH_FAILED', error),
    }),
  )
  log.info('PARTY_READY', { port: network.port, directory: directory.version })
  const owned = stack.move()
  return { [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function checkBacklog(db: Database<DeliveryTables>, waitingMax: number): Promise<void> {
  const { rows } = await sql<{ waiting: string }>`
    select count(*) as waiting from (select from outbox limit ${waitingMax + 1}) o`.execute(db.kysely)
  if (Number(rows[0]?.waiting) > waitingMax) throw new Error('too much waits in the outbox')
}
