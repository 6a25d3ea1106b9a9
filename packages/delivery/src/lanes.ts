import type { Bytes } from '@madoguchi/kit'
import type { MessageName } from '@madoguchi/messages'
import type { Parcel } from './outbox.ts'
import type { Pace, PaceTime } from './pace.ts'
import { makePace } from './pace.ts'

/** One lane a recipient: a dead or slow party holds up nobody else. */
type Lanes = {
  /** Takes parcels for sending. What does not fit into memory stays in the outbox for the sweep. */
  push(parcels: readonly Parcel[]): void
  isIdle(): boolean
  /** Takes nothing more and lets go of what waits: the outbox has it. What is being carried is carried to its end. */
  stop(): void
}

export const laneParcelsMax = 5000
export const batchParcelsMax = 64
const batchSizeBytesMax = 4 * 1024 * 1024

/**
 * Where a lane that has rested for `afterMs` is given `least` messages of this name or more, one goes ahead and the others
 * leave `restMs` after it: whoever asks many has the first answer before all parties are busy with the rest.
 */
export type GoAhead = {
  readonly name: MessageName
  readonly least: number
  readonly afterMs: number
  readonly restMs: number
}

/**
 * `carry` sends one batch to one recipient and deals with its receipt; it says false when the recipient could not be
 * reached: then the lane lets go of everything it holds, since the outbox has it all. `onDrained` is told when a lane
 * has delivered all that it held.
 * Each lane keeps its pace, `restMs` (see `makePace`). A batch holds `batchMax` parcels, 64 unless told. See `GoAhead`.
 */
export function makeLanes(options: {
  carry(to: string, batch: readonly Parcel[]): Promise<boolean>
  onDrained(to: string): void
  restMs?: number
  batchMax?: number | undefined
  goAhead?: GoAhead | undefined
  time?: PaceTime
}): Lanes {
  const { restMs = 0, batchMax = batchParcelsMax, goAhead, time } = options
  const lanes = new Map<string, Parcel[]>()
  const onTheWay = new Set<string>()
  /** By recipient; kept while a lane is away, since its next batch may come soon. */
  const paces = new Map<string, Pace>()
  let isStopped = false

  async function run(to: string, queue: Parcel[]): Promise<void> {
    let hasArrived = true
    try {
      while (queue.length > 0 && hasArrived) {
        const pace = paceOf(to)
        const isAhead = goesAhead(queue, pace)
        await pace.gatherAround(() => queue.length, batchMax)
        const batch = takeBatch(queue, isAhead ? 1 : batchMax)
        // Stopped while it rested.
        if (batch.length === 0) break
        hasArrived = false
        try {
          hasArrived = await options.carry(to, batch)
        } finally {
          forget(batch)
        }
        if (isAhead && hasArrived) await pace.rest(goAhead?.restMs ?? 0)
      }
    } finally {
      // From here to the end nothing is awaited: nobody can push into a lane that has just been closed.
      forget(queue.splice(0))
      lanes.delete(to)
    }
    if (hasArrived && !isStopped) options.onDrained(to)
  }

  function goesAhead(queue: readonly Parcel[], pace: Pace): boolean {
    if (goAhead === undefined || queue.length < goAhead.least || !pace.hasRested(goAhead.afterMs)) return false
    return queue.filter(({ name }) => name === goAhead.name).length >= goAhead.least
  }

  function paceOf(to: string): Pace {
    const pace = paces.get(to) ?? makePace(restMs, time)
    paces.set(to, pace)
    return pace
  }

  function forget(parcels: readonly Parcel[]): void {
    for (const { id } of parcels) onTheWay.delete(id)
  }

  return {
    push(parcels) {
      if (isStopped) return
      for (const parcel of parcels) {
        const queue = lanes.get(parcel.to)
        if (onTheWay.has(parcel.id) || (queue?.length ?? 0) >= laneParcelsMax) continue
        onTheWay.add(parcel.id)
        if (queue !== undefined) {
          queue.push(parcel)
          continue
        }
        const fresh = [parcel]
        lanes.set(parcel.to, fresh)
        // Parcels of one commit are pushed together: start after the loop, so that they leave as one batch.
        queueMicrotask(() => void run(parcel.to, fresh))
      }
    },
    isIdle: () => lanes.size === 0,
    stop() {
      isStopped = true
      for (const queue of lanes.values()) forget(queue.splice(0))
    },
  }
}

function takeBatch(queue: Parcel[], batchMax: number): Parcel[] {
  let sizeBytes = 0
  let count = 0
  for (const { bytes } of queue) {
    if (count === batchMax || (count > 0 && sizeBytes + sizeOf(bytes) > batchSizeBytesMax)) break
    sizeBytes += sizeOf(bytes)
    count++
  }
  return queue.splice(0, count)
}

function sizeOf(bytes: Bytes): number {
  return bytes.length + 8
}
