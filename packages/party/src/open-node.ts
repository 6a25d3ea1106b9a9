import type { Database, MigrationSeries } from '@madoguchi/db'
import { demandMigrated, openDatabase } from '@madoguchi/db'
import type { Delivery, DeliveryEvents, DeliveryTables, FetchPart, HandlersOf, Transport } from '@madoguchi/delivery'
import { deliveryOf, logDelivery, openDelivery } from '@madoguchi/delivery'
import type { Clock, Log, Random } from '@madoguchi/kit'
import { secondMs } from '@madoguchi/kit'
import type { DirectoryView, PartyKind, SigningKey, Verifier } from '@madoguchi/messages'
import { makeVerifier } from '@madoguchi/messages'
import type { SignedFiles } from './directory/keep-versions.ts'
import { keepVersions } from './directory/keep-versions.ts'
import type { Job, Jobs } from './jobs.ts'
import { openJobs } from './jobs.ts'

/** What every party's `start` is given, by whoever runs it: a program of its own, the demo, a test. */
export type NodeDeps = {
  readonly runUrl: string
  readonly directory: DirectoryView
  readonly key: SigningKey
  readonly transport: Transport
  /** Parts of filings, from the party that sent them; absent where nothing is fetched. */
  readonly fetchPart?: FetchPart
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

type DeliveryOptions<Tables extends DeliveryTables> = Parameters<typeof openDelivery<Tables>>[0]
/** What a party may want otherwise than all have it. */
type Own<Tables extends DeliveryTables> = Partial<
  Pick<DeliveryOptions<Tables>, 'waitingMax' | 'batchMax' | 'goAhead'>
> & {
  readonly db?: Database<Tables>
  readonly transport?: Transport
  readonly events?: DeliveryEvents
}

type Node<Tables extends DeliveryTables, Kind extends PartyKind> = {
  readonly db: Database<Tables>
  readonly verifier: Verifier
  /** Joins the network, once: a handler for every message that may be sent to this kind of party, and for no other. */
  deliver(handlers: HandlersOf<Tables, Kind> | (() => HandlersOf<Tables, Kind>), own?: Own<Tables>): Delivery<Tables>
  /** What the party does by itself, and beside it what delivery does: `false` where a test sweeps by hand. */
  runJobs(jobs: readonly Job[] | false, delivery: Delivery<Tables>): Jobs
}

const sweepEveryMs = secondMs

/**
 * What the programs of the network have in common: a database that is as this release expects, a verifier that remembers,
 * delivery, and jobs. All of it goes onto `stack`, in the order in which it was asked for. Throws AppError DB_…, DIRECTORY_OLDER,
 * FACTS_OLDER.
 */
export async function openNode<Tables extends DeliveryTables, Kind extends PartyKind>(options: {
  self: string
  deps: NodeDeps
  stack: AsyncDisposableStack
  /** What must have run on the database, by its owner, before. */
  series: readonly MigrationSeries[]
  /** What it goes by beside the directory, of the same offline key. */
  facts?: SignedFiles['facts']
  applicationName?: string
  poolSizeMax?: number
}): Promise<Node<Tables, Kind>> {
  const { self, deps, stack, series, applicationName = self, poolSizeMax, facts } = options
  const { runUrl: connection, directory, key, clock, random, log } = deps
  await demandMigrated({ connection, series })
  const pool = poolSizeMax === undefined ? {} : { poolSizeMax }
  const db = stack.use(openDatabase<Tables>({ connection, applicationName, ...pool }))
  const signed = { directory, ...(facts === undefined ? {} : { facts }) }
  const versions = await keepVersions(deliveryOf(db.kysely), signed, clock)
  const verifier = makeVerifier(directory)
  return {
    db,
    verifier,
    deliver: (handlers, { db: writing = db, transport = deps.transport, events = logDelivery(log), ...own } = {}) =>
      stack.use(
        openDelivery<Tables>({
          ...{ self, key, directory, verifier, clock, random, transport, events, handlers },
          db: writing,
          ...own,
        }),
      ),
    runJobs(jobs, delivery) {
      const sweep = { name: 'delivery', everyMs: sweepEveryMs, run: delivery.sweep }
      return stack.use(openJobs(jobs === false ? [] : [sweep, versions, ...jobs], { clock, log }))
    },
  }
}
