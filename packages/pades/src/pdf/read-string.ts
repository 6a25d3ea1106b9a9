import type { Bytes } from '@madoguchi/kit'
import { spend } from './budget.ts'
import type { Cursor } from './cursor.ts'
import { isWhite } from './cursor.ts'
import { demandPdf } from './errors.ts'

/** `(…)`, ISO 32000-1 7.3.4.2: balanced parentheses, escapes, octal codes. */
export function readLiteralString(cursor: Cursor): Bytes {
  const start = cursor.at + 1
  const end = getLiteralEnd(cursor, start)
  const out = new Uint8Array(end - start)
  let size = 0
  cursor.at = start
  while (cursor.at < end) {
    const byte = cursor.bytes[cursor.at++] ?? 0
    const read = byte === 0x5c ? readEscape(cursor) : byte
    if (read !== undefined) out[size++] = read
  }
  cursor.at = end + 1
  return out.subarray(0, size)
}

/** Where the closing parenthesis stands. Looks no further than the budget goes. */
function getLiteralEnd({ bytes, budget }: Cursor, start: number): number {
  const stop = Math.min(bytes.length, start + budget.bytes)
  let open = 1
  for (let at = start; at < stop; at++) {
    const byte = bytes[at]
    if (byte === 0x5c) at++
    else if (byte === 0x28) open++
    else if (byte === 0x29 && --open === 0) {
      spend(budget, 'bytes', at - start)
      return at
    }
  }
  spend(budget, 'bytes', bytes.length - start)
  demandPdf(false, 'ends early')
}

const escapes: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
])

function readEscape(cursor: Cursor): number | undefined {
  const { bytes } = cursor
  const byte = bytes[cursor.at++]
  demandPdf(byte !== undefined, 'ends early')
  if (isOctal(byte)) {
    let code = byte - 0x30
    for (let more = 0; more < 2 && isOctal(bytes[cursor.at]); more++) code = code * 8 + (bytes[cursor.at++] ?? 0) - 0x30
    return code & 0xff
  }
  // A line broken with a backslash goes on.
  if (byte === 0x0a) return undefined
  if (byte === 0x0d) {
    if (bytes[cursor.at] === 0x0a) cursor.at++
    return undefined
  }
  return escapes.get(byte) ?? byte
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x37
}

/** `<…>`, 7.3.4.3; an odd last digit counts as if a 0 followed. */
export function readHexString(cursor: Cursor): Bytes {
  const { bytes, budget } = cursor
  const start = ++cursor.at
  const found = bytes.subarray(0, start + budget.bytes).indexOf(0x3e, start)
  spend(budget, 'bytes', (found < 0 ? bytes.length : found) - start)
  demandPdf(found >= 0, 'ends early')
  const out = new Uint8Array(Math.ceil((found - start) / 2))
  let count = 0
  for (; cursor.at < found; cursor.at++) {
    const digit = digitOf(bytes[cursor.at] ?? 0)
    if (digit === undefined) {
      demandPdf(isWhite(bytes[cursor.at]), 'hexadecimal')
      continue
    }
    out[count >> 1] = (out[count >> 1] ?? 0) | (count % 2 === 0 ? digit << 4 : digit)
    count++
  }
  cursor.at = found + 1
  return out.subarray(0, Math.ceil(count / 2))
}

function digitOf(byte: number): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : undefined
}
