import { setImmediate as giveTurn } from 'node:timers/promises'
import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import { encodeBatch, encodeEnvelope, readBatch, readEnvelope } from '@madoguchi/messages'
import type { Transport } from './transport.ts'

/** The same numbers for the same seed (mulberry32), so that a failing run can be run again. */
export function makeDice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** For tests: a carrier that drops, doubles, reorders, cuts, spoils and delays batches, and does the same to receipts. */
export function makeHostileTransport(inner: Transport, dice: () => number): Transport {
  function lost(): never {
    throw new AppError('DELIVERY_UNREACHABLE', 'The batch was lost.')
  }

  function shuffleAndCut(batch: Bytes): Bytes {
    const read = readBatch(batch)
    if (!read.ok) return batch
    const kept = read.value.filter(() => dice() < 0.9)
    return encodeBatch(
      kept
        .map((bytes) => ({ bytes, rank: dice() }))
        .sort((a, b) => a.rank - b.rank)
        .map((e) => e.bytes),
    )
  }

  function spoil(bytes: Bytes): Bytes {
    const spoilt = new Uint8Array(bytes)
    const place = Math.floor(dice() * spoilt.length)
    spoilt[place] = (spoilt[place] ?? 0) ^ (1 << Math.floor(dice() * 8))
    return spoilt
  }

  return {
    async send(to, batch) {
      if (dice() < 0.15) lost()
      // Others overtake it.
      if (dice() < 0.3) for (let turns = Math.floor(dice() * 40); turns > 0; turns--) await giveTurn()
      const sent = dice() < 0.3 ? shuffleAndCut(batch) : dice() < 0.2 ? spoil(batch) : batch
      if (dice() < 0.2) inner.send(to, sent).catch(() => {})
      const receipt = await inner.send(to, sent)
      if (dice() < 0.15) lost()
      return dice() < 0.1 ? spoil(receipt) : receipt
    },
  }
}

/**
 * For tests: the same envelopes, each with the valid enclosure of another; the first gets `another`, where there is one.
 * A batch in which there is nothing to swap stays as it is.
 */
export function swapEnclosures(batch: Bytes, another?: Bytes): Bytes {
  const read = readBatch(batch)
  if (!read.ok) return batch
  const own = enclosuresOf(batch)
  const given = [another ?? own.at(-1) ?? new Uint8Array(0), ...own]
  if (own.length === 0 || (own.length === 1 && another === undefined)) return batch
  return encodeBatch(
    read.value.map((bytes) => {
      const envelope = readEnvelope(bytes)
      if (!envelope.ok || envelope.value.enclosures.length === 0) return bytes
      return encodeEnvelope({ ...envelope.value, enclosures: given.splice(0, 1) })
    }),
  )
}

/** For tests: the enclosures that a batch carries, in its order. */
export function enclosuresOf(batch: Bytes): Bytes[] {
  const read = readBatch(batch)
  if (!read.ok) return []
  return read.value.flatMap((bytes) => {
    const envelope = readEnvelope(bytes)
    return envelope.ok ? envelope.value.enclosures.slice(0, 1) : []
  })
}
