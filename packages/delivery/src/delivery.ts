import type { Database } from '@madoguchi/db'
import type { Bytes, Clock, Random } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { DirectoryView, Draft, MessageName, Received, SigningKey, Verifier } from '@madoguchi/messages'
import { encodeBatch, makeVerifier, readReceipt, signBatch } from '@madoguchi/messages'
import type { Kysely, Transaction } from 'kysely'
import { findCodes, forgetOldArrivals, inboxKey, noteArrivals, noteRefusals } from './inbox.ts'
import { makeLanes } from './lanes.ts'
import type { Parcel } from './outbox.ts'
import {
  buryExpired,
  buryRefused,
  claimDue,
  deleteDelivered,
  hastenRecipient,
  insertOutbox,
  postpone,
} from './outbox.ts'
import { makeReceiver } from './receiver.ts'
import type { DeliveryTables } from './tables.ts'
import type { Transport } from './transport.ts'

/** What a handler works with: everything it writes and posts is committed together, or not at all. */
export type Work<Tables> = {
  readonly tx: Transaction<Tables>
  readonly at: Date
  /** Posts a message: it leaves after the commit, signed with all others of this transaction under one root. */
  post(draft: Draft): void
  /** Runs after the commit, for waking whoever waits in this process. */
  afterCommit(action: () => void): void
}

/** Many messages of one name, in one transaction. Gives for each a refusal code, or undefined for accepted. */
export type Handler<Tables, Name extends MessageName> = (
  work: Work<Tables>,
  messages: readonly Received<Name>[],
) => Promise<readonly (string | undefined)[]>

export type Handlers<Tables> = { readonly [Name in MessageName]?: Handler<Tables, Name> }

export type DeliveryEvents = {
  /** A message could not be handled and will come again. */
  handlerFailed(message: { name: string; id: string; from: string }, error: unknown): void
  /** Our message was refused by its receiver. */
  refused(parcel: { id: string; to: string }, code: string): void
  /** A recipient could not be reached; `first` are those for which it was the first failed attempt. */
  unreachable(to: string, first: readonly Parcel[], error: unknown): void
}

export type Delivery<Tables> = {
  transact<T>(action: (work: Work<Tables>) => Promise<T>): Promise<T>
  receive(batch: Bytes): Promise<Bytes>
  readonly verifier: Verifier
  /** Sends again what is due, buries what expired. Called by a timer in service and by hand in tests. */
  sweep(): Promise<void>
  isIdle(): boolean
  [Symbol.asyncDispose](): Promise<void>
}

const sweepEveryMs = 1000
const sweepParcelsMax = 512
const stopWithinMs = 5000

export function openDelivery<Tables extends DeliveryTables>(options: {
  self: string
  key: SigningKey
  db: Database<Tables>
  directory: DirectoryView
  transport: Transport
  handlers: Handlers<Tables>
  clock: Clock
  random: Random
  events: DeliveryEvents
  /** Sweep by timer; false in tests that sweep by hand. */
  sweeps?: boolean
}): Delivery<Tables> {
  const { self, key, db, directory, transport, handlers, clock, random, events } = options
  const plain = db.kysely as unknown as Kysely<DeliveryTables>
  const verifier = makeVerifier(directory)
  const troubled = new Set<string>()
  const lanes = makeLanes(carry)
  let sweeping: Promise<void> | undefined

  async function transact<T>(action: (work: Work<Tables>) => Promise<T>): Promise<T> {
    let parcels: Parcel[] = []
    let after: (() => void)[] = []
    const result = await db.transact(async (tx) => {
      // The database may run this again after a conflict: start from nothing each time.
      const drafts: Draft[] = []
      after = []
      const at = clock.now()
      const value = await action({
        tx,
        at,
        post: (draft) => void drafts.push(draft),
        afterCommit: (a) => void after.push(a),
      })
      const signed = drafts.length === 0 ? [] : signBatch({ from: self, key, drafts, random })
      parcels = await insertOutbox(tx as unknown as Kysely<DeliveryTables>, signed, at)
      return value
    })
    lanes.push(parcels)
    for (const run of after) run()
    return result
  }

  async function absorb(messages: readonly Received[]): Promise<Map<string, string | undefined>> {
    return transact(async (work) => {
      const tx = work.tx as unknown as Kysely<DeliveryTables>
      const once = [...new Map(messages.map((message) => [inboxKey(message), message])).values()]
      const arrived = await noteArrivals(tx, once, work.at)
      const codes = new Map<string, string | undefined>()
      const repeated = once.filter((message) => !arrived.has(inboxKey(message)))
      for (const [id, code] of await findCodes(tx, repeated)) codes.set(id, code ?? undefined)
      const fresh = once.filter((message) => arrived.has(inboxKey(message)))
      for (const [name, group] of Map.groupBy(fresh, (message) => message.name)) {
        const handle = handlers[name] as Handler<Tables, MessageName> | undefined
        const results = handle === undefined ? group.map(() => 'MESSAGE_UNKNOWN') : await handle(work, group)
        for (const [i, message] of group.entries()) codes.set(inboxKey(message), results[i])
      }
      await noteRefusals(
        tx,
        fresh.flatMap((message) => {
          const code = codes.get(inboxKey(message))
          return code === undefined ? [] : [{ from: message.from, id: message.id, code }]
        }),
      )
      return codes
    })
  }

  const receiver = makeReceiver({
    self,
    key,
    verifier,
    clock,
    absorb,
    onFailure: (message, error) => events.handlerFailed(message, error),
  })

  async function carry(to: string, batch: readonly Parcel[]): Promise<boolean> {
    try {
      const bytes = await transport.send(to, encodeBatch(batch.map((parcel) => parcel.bytes)))
      const at = clock.now()
      const receipt = readReceipt(bytes, (from, keyId) =>
        from === to ? directory.findKey(from, keyId, at)?.publicKey : undefined,
      )
      if (!receipt.ok)
        throw new AppError('DELIVERY_RECEIPT', 'The receipt was not the recipient’s.', {
          facts: { to, reason: receipt.code },
        })
      await settleReceipt(to, batch, receipt.value.lines, at)
      return true
    } catch (error) {
      await putBack(to, batch, error)
      return false
    }
  }

  async function settleReceipt(
    to: string,
    batch: readonly Parcel[],
    lines: readonly { id: string; code?: string }[],
    at: Date,
  ): Promise<void> {
    const sent = new Map(batch.map((parcel, index) => [parcel.id, index] as const))
    const settled = lines.map((line) => ({
      ...line,
      id: line.id.startsWith('#') ? (batch[Number(line.id.slice(1))]?.id ?? '') : line.id,
    }))
    const known = settled.filter(({ id }) => sent.has(id))
    const refused = known.flatMap(({ id, code }) => (code === undefined ? [] : [{ id, code }]))
    await deleteDelivered(
      plain,
      known.filter(({ code }) => code === undefined).map(({ id }) => id),
    )
    await buryRefused(plain, refused, at)
    for (const { id, code } of refused) events.refused({ id, to }, code)
    const named = new Set(known.map(({ id }) => id))
    await postpone(
      plain,
      batch.filter(({ id }) => !named.has(id)).map(({ id }) => id),
      at,
    )
    if (troubled.delete(to)) await hastenRecipient(plain, to, at)
  }

  async function putBack(to: string, batch: readonly Parcel[], error: unknown): Promise<void> {
    troubled.add(to)
    try {
      const attempts = await postpone(
        plain,
        batch.map(({ id }) => id),
        clock.now(),
      )
      events.unreachable(
        to,
        batch.filter(({ id }) => attempts.get(id) === 1),
        error,
      )
    } catch (databaseError) {
      // The rows are leased: the sweep finds them again when the database is back.
      events.unreachable(to, [], databaseError)
    }
  }

  async function sweepOnce(): Promise<void> {
    const at = clock.now()
    await buryExpired(plain, at)
    await forgetOldArrivals(plain, at)
    lanes.push(await claimDue(plain, at, sweepParcelsMax))
  }

  function sweep(): Promise<void> {
    sweeping ??= sweepOnce().finally(() => {
      sweeping = undefined
    })
    return sweeping
  }

  const timer =
    options.sweeps === false
      ? undefined
      : setInterval(() => void sweep().catch((error) => events.unreachable(self, [], error)), sweepEveryMs).unref()

  const isIdle = () => lanes.isIdle() && receiver.isIdle()

  return {
    transact,
    receive: receiver.receive,
    verifier,
    sweep,
    isIdle,
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      receiver.stop()
      const deadline = Date.now() + stopWithinMs
      while ((!isIdle() || sweeping !== undefined) && Date.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 5))
    },
  }
}
