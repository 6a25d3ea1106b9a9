import { spend } from './budget.ts'
import type { Cursor } from './cursor.ts'
import { isDigit, isRegular, isWhite, skipWhite, startsWith, takeCount, takeKeyword } from './cursor.ts'
import { demandPdf, PdfError } from './errors.ts'
import { limits } from './limits.ts'
import { readHexString, readLiteralString } from './read-string.ts'
import type { PdfValue } from './value.ts'

/**
 * Reads one value (ISO 32000-1 7.3) and moves the cursor behind it. Stricter than readers are: a key that stands twice
 * in a dictionary is refused, since readers do not agree on which of the two counts.
 */
export function readValue(cursor: Cursor, depth = 0): PdfValue {
  demandPdf(depth <= limits.nestingMax, 'nesting')
  spend(cursor.budget, 'values', 1)
  skipWhite(cursor)
  const { bytes, at } = cursor
  const first = bytes[at]
  const span = () => ({ at, raw: bytes.subarray(at, cursor.at) })
  if (first === 0x2f) {
    const name = readName(cursor)
    return { kind: 'name', name, ...span() }
  }
  if (first === 0x3c && bytes[at + 1] === 0x3c) {
    const entries = readEntries(cursor, depth)
    return { kind: 'dict', entries, ...span() }
  }
  if (first === 0x3c || first === 0x28) {
    const value = first === 0x28 ? readLiteralString(cursor) : readHexString(cursor)
    return { kind: 'string', bytes: value, isHex: first === 0x3c, ...span() }
  }
  if (first === 0x5b) {
    const items = readItems(cursor, depth)
    return { kind: 'array', items, ...span() }
  }
  for (const [keyword, value] of keywords) {
    if (!startsWith(bytes, at, keyword)) continue
    takeKeyword(cursor, keyword)
    return { ...value, ...span() }
  }
  return readNumberOrRef(cursor)
}

const keywords = [
  ['null', { kind: 'null' }],
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
] as const

function readEntries(cursor: Cursor, depth: number): ReadonlyMap<string, PdfValue> {
  const entries = new Map<string, PdfValue>()
  cursor.at += 2
  for (;;) {
    skipWhite(cursor)
    if (startsWith(cursor.bytes, cursor.at, '>>')) break
    demandPdf(cursor.bytes[cursor.at] === 0x2f, 'dictionary')
    const key = readName(cursor)
    const value = readValue(cursor, depth + 1)
    demandPdf(!entries.has(key), 'key twice')
    entries.set(key, value)
  }
  cursor.at += 2
  return entries
}

function readItems(cursor: Cursor, depth: number): PdfValue[] {
  const items: PdfValue[] = []
  cursor.at += 1
  for (;;) {
    skipWhite(cursor)
    if (cursor.bytes[cursor.at] === 0x5d) break
    items.push(readValue(cursor, depth + 1))
  }
  cursor.at += 1
  return items
}

/** 7.3.5; what a name says, one character a byte. */
function readName(cursor: Cursor): string {
  const { bytes } = cursor
  const start = ++cursor.at
  while (isRegular(bytes[cursor.at])) cursor.at++
  spend(cursor.budget, 'bytes', cursor.at - start)
  demandPdf(cursor.at - start <= limits.nameBytesMax * 3, 'name')
  const text = String.fromCharCode(...bytes.subarray(start, cursor.at))
  // Not a character of a name: others take the name to end there.
  demandPdf(!text.includes('#00'), 'name')
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

const numberLengthMax = 64

function readNumberOrRef(cursor: Cursor): PdfValue {
  const { bytes, at } = cursor
  while (isRegular(bytes[cursor.at])) cursor.at++
  const length = cursor.at - at
  spend(cursor.budget, 'bytes', length)
  demandPdf(length > 0 && length <= numberLengthMax, cursor.at >= bytes.length ? 'ends early' : 'value')
  const text = String.fromCharCode(...bytes.subarray(at, cursor.at))
  if (/^\d{1,10}$/.test(text)) {
    const generation = findReference(cursor)
    if (generation !== undefined)
      return { kind: 'ref', number: Number(text), generation, at, raw: bytes.subarray(at, cursor.at) }
  }
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text)) throw new PdfError('value')
  return { kind: 'number', value: Number(text), at, raw: bytes.subarray(at, cursor.at) }
}

/** `12 0 R`: after a number, whether a generation and an R follow. The cursor stays where it is when they do not. */
function findReference(cursor: Cursor): number | undefined {
  const ahead: Cursor = { ...cursor }
  if (!isWhite(ahead.bytes[ahead.at])) return undefined
  skipWhite(ahead)
  if (!isDigit(ahead.bytes[ahead.at])) return undefined
  let digits = 0
  while (digits <= 5 && isDigit(ahead.bytes[ahead.at + digits])) digits++
  if (digits > 5) return undefined
  const generation = takeCount(ahead)
  if (!isWhite(ahead.bytes[ahead.at])) return undefined
  skipWhite(ahead)
  if (ahead.bytes[ahead.at] !== 0x52 || isRegular(ahead.bytes[ahead.at + 1])) return undefined
  cursor.at = ahead.at + 1
  return generation
}
