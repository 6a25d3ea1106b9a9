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

/** What `makeId` makes: for schemas and for parsing what a peer sent. */
export const idPattern = /^[a-z]{2,8}_[A-Za-z0-9_-]{22}$/
