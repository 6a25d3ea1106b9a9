import type { Bytes } from '@madoguchi/kit'
import type { Budget } from './budget.ts'
import { spend } from './budget.ts'
import type { Cursor } from './cursor.ts'
import { isDigit, skipWhite, startsWith, takeCount, takeKeyword } from './cursor.ts'
import { decodeStream } from './decode-stream.ts'
import { demand } from './errors.ts'
import { limits } from './limits.ts'
import { readIndirectObject, readStream } from './read-object.ts'
import { readValue } from './read-value.ts'
import type { PdfDict, PdfValue } from './value.ts'
import { entryOf, integerOf, nameOf, nullValue } from './value.ts'

/** Where an object is: at an offset, inside an object stream, or nowhere. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number }

/** All sections together, the newest first: what a reader of the document goes by (ISO 32000-1 7.5.8.4). */
export type Xref = {
  readonly entries: ReadonlyMap<number, XrefEntry>
  /** The newest trailer. */
  readonly trailer: PdfDict
  readonly isStream: boolean
  readonly startXref: number
}

const tailBytes = 2048

export function readXref(bytes: Bytes, budget: Budget): Xref {
  const startXref = findStartXref(bytes, budget)
  const entries = new Map<number, XrefEntry>()
  const seen = new Set<number>()
  let newest: { trailer: PdfDict; isStream: boolean } | undefined
  for (let offset: number | undefined = startXref; offset !== undefined; ) {
    demand(!seen.has(offset) && seen.size < limits.sectionsMax, 'cross-reference loop')
    seen.add(offset)
    const isStream: boolean = !isTable(bytes, offset, budget)
    const trailer: PdfDict = isStream
      ? readStreamSection({ bytes, offset, entries, budget })
      : readTableSection({ bytes, offset, entries, budget })
    newest ??= { trailer, isStream }
    demand(entryOf(trailer, 'Prev').kind === 'null' || integerOf(entryOf(trailer, 'Prev')) !== undefined, 'Prev')
    offset = integerOf(entryOf(trailer, 'Prev'))
  }
  demand(newest !== undefined, 'cross-reference')
  return { entries, startXref, ...newest }
}

/** The last `startxref` of the document (7.5.5). */
function findStartXref(bytes: Bytes, budget: Budget): number {
  for (let at = bytes.length - 9; at >= Math.max(0, bytes.length - tailBytes); at--) {
    if (!startsWith(bytes, at, 'startxref')) continue
    const cursor: Cursor = { bytes, at: at + 9, budget }
    skipWhite(cursor)
    return takeCount(cursor)
  }
  demand(false, 'startxref')
}

function isTable(bytes: Bytes, offset: number, budget: Budget): boolean {
  demand(offset < bytes.length, 'offset')
  const cursor: Cursor = { bytes, at: offset, budget }
  skipWhite(cursor)
  return startsWith(bytes, cursor.at, 'xref')
}

/** A table, and where the file is a hybrid one, the stream beside it: it gives what the table called free. */
function readTableSection({ bytes, offset, entries, budget }: Section): PdfDict {
  const { trailer, found } = readTable(bytes, offset, budget)
  const freed = new Set<number>()
  for (const [number, entry] of found) {
    if (entry.kind === 'free' && !entries.has(number)) freed.add(number)
    else addEntry(entries, number, entry)
  }
  const hybrid = integerOf(entryOf(trailer, 'XRefStm'))
  if (hybrid !== undefined) readStreamSection({ bytes, offset: hybrid, entries, budget })
  for (const number of freed) addEntry(entries, number, { kind: 'free' })
  return trailer
}

/** What a newer section said stays. */
function addEntry(entries: Map<number, XrefEntry>, number: number, entry: XrefEntry): void {
  if (!entries.has(number)) entries.set(number, entry)
}

function readTable(
  bytes: Bytes,
  offset: number,
  budget: Budget,
): { trailer: PdfDict; found: ReadonlyMap<number, XrefEntry> } {
  const cursor: Cursor = { bytes, at: offset, budget }
  skipWhite(cursor)
  takeKeyword(cursor, 'xref')
  const found = new Map<number, XrefEntry>()
  for (;;) {
    skipWhite(cursor)
    if (!isDigit(bytes[cursor.at])) break
    const first = takeCount(cursor)
    skipWhite(cursor)
    const count = takeCount(cursor)
    spend(budget, 'entries', count)
    for (let i = 0; i < count; i++) {
      const entry = readTableEntry(cursor)
      demand(!found.has(first + i), 'object twice')
      found.set(first + i, entry)
    }
  }
  takeKeyword(cursor, 'trailer')
  const trailer = readValue(cursor)
  demand(trailer.kind === 'dict', 'trailer')
  return { trailer, found }
}

function readTableEntry(cursor: Cursor): XrefEntry {
  skipWhite(cursor)
  const offset = takeCount(cursor)
  skipWhite(cursor)
  const generation = takeCount(cursor)
  skipWhite(cursor)
  const letter = cursor.bytes[cursor.at++]
  demand(letter === 0x6e || letter === 0x66, 'cross-reference entry')
  return letter === 0x6e ? { kind: 'offset', offset, generation } : { kind: 'free' }
}

type Section = {
  readonly bytes: Bytes
  readonly offset: number
  readonly entries: Map<number, XrefEntry>
  readonly budget: Budget
}

/** 7.5.8: its dictionary is the trailer. */
function readStreamSection({ bytes, offset, entries, budget }: Section): PdfDict {
  const object = readIndirectObject(bytes, offset, budget)
  const dict = object.value
  demand(dict.kind === 'dict' && nameOf(entryOf(dict, 'Type')) === 'XRef', 'cross-reference')
  // Nothing can be looked up yet: whatever stands here stands here itself.
  const encoded = readStream({ bytes, object, budget, resolve: (value) => value })
  const data = decodeStream(dict, encoded, budget)
  const widths = numbersOf(entryOf(dict, 'W'))
  demand(widths.length === 3 && widths.every((width) => width <= 8), 'cross-reference widths')
  const size = integerOf(entryOf(dict, 'Size'))
  demand(size !== undefined && size >= 0, 'Size')
  const ranges = entryOf(dict, 'Index').kind === 'null' ? [0, size] : numbersOf(entryOf(dict, 'Index'))
  demand(ranges.length % 2 === 0, 'Index')
  const rowBytes = widths.reduce((sum, width) => sum + width, 0)
  demand(rowBytes > 0, 'cross-reference widths')
  let at = 0
  for (let range = 0; range < ranges.length; range += 2) {
    const [first = 0, count = 0] = ranges.slice(range, range + 2)
    spend(budget, 'entries', count)
    demand(at + count * rowBytes <= data.length, 'cross-reference ends early')
    for (let i = 0; i < count; i++, at += rowBytes) {
      addEntry(entries, first + i, readRow(data, at, widths))
    }
  }
  return dict
}

function readRow(data: Bytes, at: number, widths: readonly number[]): XrefEntry {
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths
  const type = typeWidth === 0 ? 1 : readNumber(data, at, typeWidth)
  const second = readNumber(data, at + typeWidth, secondWidth)
  const third = readNumber(data, at + typeWidth + secondWidth, thirdWidth)
  if (type === 1) return { kind: 'offset', offset: second, generation: third }
  return type === 2 ? { kind: 'packed', stream: second, index: third } : { kind: 'free' }
}

function readNumber(data: Bytes, at: number, width: number): number {
  let value = 0
  for (let i = 0; i < width; i++) value = value * 256 + (data[at + i] ?? 0)
  return value
}

function numbersOf(value: PdfValue): number[] {
  demand(value.kind === 'array', 'numbers')
  return value.items.map((item) => {
    const number = integerOf(item ?? nullValue)
    demand(number !== undefined && number >= 0, 'numbers')
    return number
  })
}
