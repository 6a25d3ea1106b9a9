import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import type { Database, PartyDatabase } from '@madoguchi/db'
import { createPartyDatabase, migrate, openDatabase } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import type { Bytes, Log } from '@madoguchi/kit'
import { base64url, dayMs, makeTestClock, systemRandom } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import type {
  DirectoryDocument,
  DirectoryView,
  MessageName,
  PartyAbout,
  PartyKind,
  Received,
  SigningKey,
} from '@madoguchi/messages'
import {
  makeSigningKeyPem,
  messages,
  openDirectory,
  publicBytesOf,
  readSigningKey,
  signDirectory,
} from '@madoguchi/messages'
import { openFailureBook } from './failure-book.fixture.ts'
import { enclosuresOf, swapEnclosures } from './hostile-transport.fixture.ts'
import type { Delivery, DeliveryEvents, DeliveryTables, Handlers, InProcessNetwork, Transport, Work } from './index.ts'
import { deliveryMigrations, makeInProcessNetwork, openDelivery } from './index.ts'

export { makeDirectTransport } from './direct-transport.fixture.ts'
export type { FailureBook } from './failure-book.fixture.ts'
export { openFailureBook } from './failure-book.fixture.ts'
export { findFreePorts } from './free-ports.fixture.ts'
export { enclosuresOf, swapEnclosures } from './hostile-transport.fixture.ts'

export type TestParty = {
  readonly id: string
  readonly kind: PartyKind
  readonly kinds?: readonly string[]
  readonly municipality?: string
  readonly provides?: readonly string[]
  readonly takesFilings?: boolean
  readonly url?: string
  readonly about?: PartyAbout
  /** How many days its key is good from now on; 90 unless told. */
  readonly keyDays?: number
}

export type TestNetwork = {
  readonly clock: ReturnType<typeof makeTestClock>
  readonly directory: DirectoryView
  readonly network: InProcessNetwork
  keyOf(id: string): SigningKey
  databaseOf(id: string): PartyDatabase
  /** Puts a party on the network, and among those whom `settle` waits for. */
  join(id: string, delivery: Pick<Delivery<never>, 'receive' | 'isIdle'>): void
  /** The log of a party whose handlers may not fail in silence. */
  watch(log: Log): Log
  /** Waits until nobody has anything under way. Throws where a handler of a party that is watched failed since. */
  settle(): Promise<void>
}

/** Real keys, a signed directory, a database a party, and a clock that stands still. For tests only. */
export async function makeTestNetwork(options: {
  server: EmbeddedServer
  parties: readonly TestParty[]
  at?: string
}): Promise<TestNetwork> {
  const clock = makeTestClock(options.at ?? '2026-11-22T06:00:00.000Z')
  const keys = new Map(options.parties.map(({ id }) => [id, readSigningKey(makeSigningKeyPem())]))
  const keyOf = (id: string) => keys.get(id) ?? assert.fail(`${id} is no party of this test`)
  const { server } = options
  const made = options.parties.map(async ({ id }) => {
    return [id, await createPartyDatabase({ server, party: id.replaceAll('-', '_') })] as const
  })
  const databases = new Map(await Promise.all(made))
  const network = makeInProcessNetwork()
  const joined = new Map<string, Pick<Delivery<never>, 'isIdle'>>()
  const failures = openFailureBook()

  return {
    clock,
    directory: signTestDirectory(options.parties, keyOf, clock),
    network,
    keyOf,
    databaseOf: (id) => databases.get(id) ?? assert.fail(`${id} has no database in this test`),
    join(id, delivery) {
      network.connect(id, delivery.receive)
      joined.set(id, delivery)
    },
    async settle() {
      const isQuiet = () => [...joined.values()].every((delivery) => delivery.isIdle())
      // Twice in a row: what one party has just finished may not have begun yet at the next.
      let quiet = 0
      const isTwiceQuiet = () => {
        quiet = isQuiet() ? quiet + 1 : 0
        return quiet === 2
      }
      await waitUntil(isTwiceQuiet, { what: 'quiet', everyMs: 1, withinMs: 300_000 })
      failures.throwAny()
    },
    watch: failures.watch,
  }
}

function signTestDirectory(
  parties: readonly TestParty[],
  keyOf: (id: string) => SigningKey,
  clock: ReturnType<typeof makeTestClock>,
): DirectoryView {
  const at = clock.now().getTime()
  const document: DirectoryDocument = {
    network: 'test',
    version: 1,
    issuedAt: new Date(at).toISOString(),
    expiresAt: new Date(at + 60 * dayMs).toISOString(),
    parties: parties.map(
      ({ id, kind, kinds = [], municipality, provides = [], takesFilings, url, about, keyDays = 90 }) => ({
        id,
        kind,
        kinds: [...kinds],
        provides: [...provides],
        ...(takesFilings === undefined ? {} : { takesFilings }),
        ...(municipality === undefined ? {} : { municipality }),
        ...(url === undefined ? {} : { url }),
        ...(about === undefined ? {} : { about }),
        keys: [
          {
            publicKey: base64url.encode(publicBytesOf(keyOf(id).privateKey)),
            validFrom: new Date(at - dayMs).toISOString(),
            validUntil: new Date(at + keyDays * dayMs).toISOString(),
          },
        ],
      }),
    ),
  }
  const { privateKey } = readSigningKey(makeSigningKeyPem())
  return openDirectory({ bytes: signDirectory(document, privateKey), pinnedKey: createPublicKey(privateKey), clock })
}

export type Peer = AsyncDisposable & {
  /** All messages, as the owner of the database: the role that runs removes no dead letters. */
  forgetAll(): Promise<void>
  readonly db: Database<DeliveryTables>
  readonly delivery: Delivery<DeliveryTables>
  /** Everything that this peer has taken in, in order; a repeated message is not taken in again. */
  readonly received: Received[]
  /** `refused id code`, `unreachable party`, `failed name`, as it happened. */
  readonly events: string[]
  take<Name extends MessageName>(name: Name): Received<Name>[]
}

/**
 * From now on whoever sends to this party does so over a carrier that gives every enclosure to the next message that
 * has one. Gives what puts the good carrier back.
 */
export function swapEnclosuresTo(
  network: InProcessNetwork,
  id: string,
  receive: (batch: Bytes) => Promise<Bytes>,
): () => void {
  let another: Bytes | undefined
  network.connect(id, (batch) => {
    const swapped = swapEnclosures(batch, another)
    another = enclosuresOf(batch).at(-1) ?? another
    return receive(swapped)
  })
  return () => void network.connect(id, receive)
}

/** A party that a test scripts: `answer` sees every message and may post, refuse by a code, or throw. */
export async function openPeer(options: {
  test: TestNetwork
  id: string
  transport?: Transport
  events?: Partial<DeliveryEvents>
  waitingMax?: number
  answer?: (message: Received, work: Work<DeliveryTables>) => string | undefined | Promise<string | undefined>
}): Promise<Peer> {
  const { test, id, answer } = options
  const { migrateUrl, runUrl } = test.databaseOf(id)
  await migrate({ connection: migrateUrl, series: [deliveryMigrations] })
  const db = openDatabase<DeliveryTables>({ connection: runUrl, applicationName: id })
  const received: Received[] = []
  const events: string[] = []

  async function handle(work: Work<DeliveryTables>, group: readonly Received[]): Promise<(string | undefined)[]> {
    const codes: (string | undefined)[] = []
    for (const message of group) codes.push(await answer?.(message, work))
    work.afterCommit(() => void received.push(...group))
    return codes
  }

  const delivery = openDelivery<DeliveryTables>({
    self: id,
    key: test.keyOf(id),
    db,
    directory: test.directory,
    transport: options.transport ?? test.network.transport,
    handlers: Object.fromEntries(Object.keys(messages).map((name) => [name, handle])) as Handlers<DeliveryTables>,
    clock: test.clock,
    random: systemRandom,
    events: {
      handlerFailed: ({ name }) => void events.push(`failed ${name}`),
      refused: (parcel, code) => void events.push(`refused ${parcel.id} ${code}`),
      undecided: () => {},
      unreachable: (to) => void events.push(`unreachable ${to}`),
      ...options.events,
    },
    waitingMax: options.waitingMax,
  })
  test.join(id, delivery)
  return {
    async forgetAll() {
      await using owner = openDatabase<DeliveryTables>({ connection: migrateUrl, applicationName: id, poolSizeMax: 1 })
      for (const table of ['outbox', 'inbox', 'dead_letters'] as const) await owner.kysely.deleteFrom(table).execute()
    },
    db,
    delivery,
    received,
    events,
    take: <Name extends MessageName>(name: Name) =>
      received.filter((message) => message.name === name) as readonly Received[] as Received<Name>[],
    async [Symbol.asyncDispose]() {
      await delivery[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}
