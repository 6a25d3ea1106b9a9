import type { Bytes } from '@madoguchi/kit'
import type { Parcel } from './outbox.ts'

/** One lane a recipient: a dead or slow party holds up nobody else. */
export type Lanes = {
  /** Takes parcels for sending. What does not fit into memory stays in the outbox for the sweep. */
  push(parcels: readonly Parcel[]): void
  isIdle(): boolean
}

const laneParcelsMax = 5000
const batchParcelsMax = 64
const batchSizeBytesMax = 4 * 1024 * 1024

/**
 * `carry` sends one batch to one recipient and deals with its receipt; it never throws, and says false when the
 * recipient could not be reached: then the lane lets go of everything it holds, since the outbox has it all.
 */
export function makeLanes(carry: (to: string, batch: readonly Parcel[]) => Promise<boolean>): Lanes {
  const lanes = new Map<string, Parcel[]>()
  const onTheWay = new Set<string>()

  async function run(to: string, queue: Parcel[]): Promise<void> {
    while (queue.length > 0) {
      const batch = takeBatch(queue)
      const arrived = await carry(to, batch)
      for (const { id } of batch) onTheWay.delete(id)
      if (!arrived) for (const { id } of queue.splice(0)) onTheWay.delete(id)
    }
    lanes.delete(to)
  }

  return {
    push(parcels) {
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
  }
}

function takeBatch(queue: Parcel[]): Parcel[] {
  let sizeBytes = 0
  let count = 0
  for (const { bytes } of queue) {
    if (count === batchParcelsMax || (count > 0 && sizeBytes + sizeOf(bytes) > batchSizeBytesMax)) break
    sizeBytes += sizeOf(bytes)
    count++
  }
  return queue.splice(0, count)
}

function sizeOf(bytes: Bytes): number {
  return bytes.length + 8
}
