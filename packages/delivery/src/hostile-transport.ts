import { setTimeout as sleep } from 'node:timers/promises'
import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import { encodeBatch, readBatch } from '@madoguchi/messages'
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
      if (dice() < 0.3) await sleep(Math.floor(dice() * 4))
      const sent = dice() < 0.3 ? shuffleAndCut(batch) : dice() < 0.2 ? spoil(batch) : batch
      if (dice() < 0.2) inner.send(to, sent).catch(() => {})
      const receipt = await inner.send(to, sent)
      if (dice() < 0.15) lost()
      return dice() < 0.1 ? spoil(receipt) : receipt
    },
  }
}
