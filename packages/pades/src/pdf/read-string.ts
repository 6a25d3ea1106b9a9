import type { Bytes } from '@madoguchi/kit'
import type { Cursor } from './cursor.ts'
import { isWhite } from './cursor.ts'
import { demand } from './errors.ts'

/** `(…)`, ISO 32000-1 7.3.4.2: balanced parentheses, escapes, octal codes. */
export function readLiteralString(cursor: Cursor): Bytes {
  const { bytes } = cursor
  const out: number[] = []
  let open = 1
  cursor.at += 1
  for (;;) {
    const byte = bytes[cursor.at++]
    demand(byte !== undefined, 'ends early')
    if (byte === 0x5c) {
      const escaped = readEscape(cursor)
      if (escaped !== undefined) out.push(escaped)
      continue
    }
    if (byte === 0x28) open++
    if (byte === 0x29 && --open === 0) return Uint8Array.from(out)
    out.push(byte)
  }
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
  demand(byte !== undefined, 'ends early')
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
  const { bytes } = cursor
  const start = ++cursor.at
  const end = bytes.indexOf(0x3e, start)
  demand(end >= 0, 'ends early')
  const out = new Uint8Array(Math.ceil((end - start) / 2))
  let count = 0
  for (; cursor.at < end; cursor.at++) {
    const digit = digitOf(bytes[cursor.at] ?? 0)
    if (digit === undefined) {
      demand(isWhite(bytes[cursor.at]), 'hexadecimal')
      continue
    }
    out[count >> 1] = (out[count >> 1] ?? 0) | (count % 2 === 0 ? digit << 4 : digit)
    count++
  }
  cursor.at = end + 1
  return out.subarray(0, Math.ceil(count / 2))
}

function digitOf(byte: number): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : undefined
}
