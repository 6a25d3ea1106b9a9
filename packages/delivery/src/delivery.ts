import type { Database } from '@madoguchi/db'
import type { Bytes, Clock, Random } from '@madoguchi/kit'
import { minuteMs } from '@madoguchi/kit'
import type { DirectoryView, Draft, SigningKey, Verifier } from '@madoguchi/messages'
import { makeVerifier, messageLimits, signBatch } from '@madoguchi/messages'
import { absorb } from './absorb.ts'
import { makeCarrier } from './carrier.ts'
import { makeClearer } from './clear-delivered.ts'
import { deliveryOf } from './delivery-of.ts'
import type { DeliveryEvents } from './events.ts'
import type { Handlers, Work } from './handler.ts'
import { forgetOldArrivals } from './inbox.ts'
import type { GoAhead } from './lanes.ts'
import { batchParcelsMax, makeLanes } from './lanes.ts'
import type { Parcel } from './outbox.ts'
import { buryExpired, byId, claimDue, countWaiting, insertOutbox, parcelOf } from './outbox.ts'
import { makeReceiver } from './receiver.ts'
import { makeRoom } from './room.ts'
import type { DeliveryTables } from './tables.ts'
import type { Transport } from './transport.ts'

export type Delivery<Tables> = {
  transact<T>(action: (work: Work<Tables>) => Promise<T>): Promise<T>
  /**
   * For whoever is about to begin something new with a party: throws DELIVERY_BACKLOG_FULL when too much waits for it
   * already. Not for answers, closings or log-outs, which are owed and always taken.
   */
  demandRoom(to: string): Promise<void>
  receive(batch: Bytes): Promise<Bytes>
  readonly verifier: Verifier
  /** Sends again what is due, buries what expired. Called by a job in service and by hand in tests. */
  sweep(): Promise<void>
  /** True while nothing is being written, taken in or carried here. What waits for a dead party does not count. */
  isIdle(): boolean
  /** Takes nothing more in, and returns when what is under way is done, or after five seconds: the outbox has the rest. */
  [Symbol.asyncDispose](): Promise<void>
}

const sweepParcelsMax = 512
const stopWithinMs = 5000
const laneRestMs = 10

export function openDelivery<Tables extends DeliveryTables>(options: {
  self: string
  key: SigningKey
  db: Database<Tables>
  directory: DirectoryView
  transport: Transport
  /** A function where they need the delivery itself: it is called with the first message. */
  handlers: Handlers<Tables> | (() => Handlers<Tables>)
  /** That of the handlers: an enclosure that was signed with what carries it finds its root remembered. */
  verifier?: Verifier
  clock: Clock
  random: Random
  events: DeliveryEvents
  /** How many messages may wait for one party before nobody may begin anything new with it; 20,000 unless told. */
  waitingMax?: number | undefined
  /**
   * How many messages may leave in one batch, 64 unless told, one less than `messageLimits.batchMessagesMax` at most. More are worth it
   * where they are for many parties behind the recipient, each of which then gets many of them together.
   */
  batchMax?: number
  goAhead?: GoAhead
}): Delivery<Tables> {
  const { self, key, db, directory, transport, handlers, clock, random, events } = options
  const plain = deliveryOf(db.kysely)
  const verifier = options.verifier ?? makeVerifier(directory)
  const clearer = makeClearer({ db: plain, onFailure: (error) => events.unreachable(self, [], error) })
  const { carry } = makeCarrier({ self, db: plain, directory, transport, clock, events, clearer })
  /** Recipients of whom the last sweep left something due. */
  const backlog = new Set<string>()
  const lanes = makeLanes({
    restMs: laneRestMs,
    // One place of a batch is taken by what it says of its receipt.
    batchMax: Math.min(options.batchMax ?? batchParcelsMax, messageLimits.batchMessagesMax - 1),
    goAhead: options.goAhead,
    carry,
    onDrained: (to) => void (backlog.delete(to) && sweepByItself()),
  })
  const room = makeRoom({ max: options.waitingMax, clock, count: () => countWaiting(plain) })
  let sweeping: Promise<void> | undefined
  let transacting = 0
  let tidiedAt = 0
  let isStopped = false

  async function transact<T>(action: (work: Work<Tables>) => Promise<T>): Promise<T> {
    transacting++
    try {
      let parcels: Parcel[] = []
      let after: (() => void)[] = []
      const result = await db.transact(async (tx, write) => {
        // The database may run this again after a conflict: start from nothing each time.
        const drafts: Draft[] = []
        after = []
        const at = clock.now()
        const value = await action({
          tx,
          write,
          at,
          post: (draft) => void drafts.push(draft),
          afterCommit: (run) => void after.push(run),
        })
        const signed = drafts.length === 0 ? [] : signBatch({ from: self, key, drafts, random })
        parcels = signed.map(parcelOf).sort(byId)
        if (parcels.length > 0) write(insertOutbox(signed, at))
        return value
      })
      for (const { to } of parcels) room.note(to, 1)
      lanes.push(parcels)
      for (const run of after) run()
      return result
    } finally {
      transacting--
    }
  }

  const receiver = makeReceiver({
    self,
    key,
    verifier,
    clock,
    absorb: (messages) => absorb(transact, typeof handlers === 'function' ? handlers() : handlers, messages),
    onFailure: (message, error) => events.handlerFailed(message, error),
  })

  async function sweepOnce(): Promise<void> {
    // What was delivered in time does not expire.
    await clearer.clear()
    const at = clock.now()
    for (const dead of await buryExpired(plain, at)) events.refused(dead, 'DELIVERY_EXPIRED')
    if (Math.abs(at.getTime() - tidiedAt) >= minuteMs) {
      await forgetOldArrivals(plain, at)
      tidiedAt = at.getTime()
    }
    const due = await claimDue(plain, at, sweepParcelsMax)
    for (const [to, group] of Map.groupBy(due, (parcel) => parcel.to))
      if (group.length === sweepParcelsMax) backlog.add(to)
    lanes.push(due)
  }

  async function sweep(): Promise<void> {
    if (isStopped) return
    sweeping ??= sweepOnce().finally(() => {
      sweeping = undefined
    })
    return sweeping
  }

  function sweepByItself(): void {
    sweep().catch((error) => events.unreachable(self, [], error))
  }

  const isIdle = () =>
    transacting === 0 && sweeping === undefined && lanes.isIdle() && receiver.isIdle() && clearer.isIdle()

  return {
    transact,
    demandRoom: room.demand,
    receive: receiver.receive,
    verifier,
    sweep,
    isIdle,
    async [Symbol.asyncDispose]() {
      isStopped = true
      receiver.stop()
      const deadline = Date.now() + stopWithinMs
      while (!isIdle() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5))
      lanes.stop()
      await clearer.clear().catch((error) => events.unreachable(self, [], error))
    },
  }
}
