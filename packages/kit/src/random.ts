import { randomBytes } from 'node:crypto'
import type { Bytes } from './bytes.ts'
import { base64url } from './bytes.ts'

/** Randomness is passed in. `bytes(n)` gives n unpredictable bytes in production. */
export type Random = { bytes(length: number): Bytes }

export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) }

/** 128 random bits as 22 url-safe characters, behind a prefix that says what the id names: `inq_8Jx…`. */
export function makeId(prefix: string, random: Random = systemRandom): string {
  return `${prefix}_${base64url.encode(random.bytes(16))}`
}

/** As many ids as asked for, each as `makeId` makes it, drawn in one go: drawing costs more than writing. */
export function makeIds(prefix: string, count: number, random: Random = systemRandom): string[] {
  const drawn = random.bytes(16 * count)
  return Array.from({ length: count }, (_, i) => `${prefix}_${base64url.encode(drawn.subarray(16 * i, 16 * (i + 1)))}`)
}

/** What `makeId` makes: for schemas and for parsing what a peer sent. */
export const idPattern = /^[a-z]{2,8}_[A-Za-z0-9_-]{22}$/
