import type { Bytes } from '@madoguchi/kit'
import type { Budget } from './budget.ts'
import { spend } from './budget.ts'
import type { Cursor } from './cursor.ts'
import { isDigit, isRegular, skipWhite, startsWith, takeCount, takeKeyword } from './cursor.ts'
import { decodeStream } from './decode-stream.ts'
import { demandPdf } from './errors.ts'
import { readIndirectObject, readStream } from './read-object.ts'
import { readValue } from './read-value.ts'
import type { PdfDict, PdfValue } from './value.ts'
import { entryOf, integerOf, nameIn, nullValue } from './value.ts'

/** Where an object is: at an offset, inside an object stream, or nowhere. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number }

/** One section of the cross-reference, with the stream beside it where the file is a hybrid one. */
export type Section = {
  readonly entries: ReadonlyMap<number, XrefEntry>
  readonly trailer: PdfDict
  /** What the stream beside a table says as its trailer: nobody goes by it, and it refers to things as one. */
  readonly besideTrailer?: PdfDict
  readonly isStream: boolean
  /** Where its table or stream stands; in a hybrid file both. */
  readonly parts: readonly Part[]
  /** Behind its last byte. */
  readonly endAt: number
}

/** A stretch of bytes: from its first byte to behind its last one. `isTable`: of a cross-reference, with its trailer. */
export type Part = { readonly at: number; readonly endAt: number; readonly isTable?: boolean }

/** Reads the section at an offset: a table (ISO 32000-1 7.5.4) or a stream (7.5.8). Throws PdfError. */
export function readSection(bytes: Bytes, offset: number, budget: Budget): Section {
  demandPdf(offset < bytes.length, 'offset')
  spend(budget, 'sections', 1)
  const cursor: Cursor = { bytes, at: offset, budget }
  skipWhite(cursor)
  if (startsWith(bytes, cursor.at, 'xref')) return readTableSection(cursor)
  const entries = new Map<number, XrefEntry>()
  const { trailer, endAt } = readStreamSection({ bytes, offset, entries, budget })
  return { trailer, entries, isStream: true, parts: [{ at: offset, endAt }], endAt }
}

/** A table, and where the file is a hybrid one, the stream beside it: it gives what the table called free. */
function readTableSection(cursor: Cursor): Section {
  const { at } = cursor
  const { trailer, found } = readTable(cursor)
  const parts: Part[] = [{ at, endAt: cursor.at, isTable: true }]
  const entries = new Map<number, XrefEntry>()
  for (const [number, entry] of found) if (entry.kind !== 'free') entries.set(number, entry)
  let endAt = cursor.at
  let besideTrailer: PdfDict | undefined
  const hybrid = integerOf(entryOf(trailer, 'XRefStm'))
  if (hybrid !== undefined) {
    const beside = readStreamSection({ bytes: cursor.bytes, offset: hybrid, entries, budget: cursor.budget })
    parts.push({ at: hybrid, endAt: beside.endAt })
    endAt = Math.max(endAt, beside.endAt)
    besideTrailer = beside.trailer
  }
  for (const [number, entry] of found) addEntry(entries, number, entry)
  const section = { entries, trailer, isStream: false, parts, endAt }
  return besideTrailer === undefined ? section : { ...section, besideTrailer }
}

/** What was said first stays. */
function addEntry(entries: Map<number, XrefEntry>, number: number, entry: XrefEntry): void {
  if (!entries.has(number)) entries.set(number, entry)
}

/** `0 0 n` */
const entryBytesMin = 5

function readTable(cursor: Cursor): { trailer: PdfDict; found: ReadonlyMap<number, XrefEntry> } {
  takeKeyword(cursor, 'xref')
  const found = new Map<number, XrefEntry>()
  for (;;) {
    skipWhite(cursor)
    if (!isDigit(cursor.bytes[cursor.at])) break
    const first = takeCount(cursor)
    skipWhite(cursor)
    const count = takeCount(cursor)
    demandPdf(count * entryBytesMin <= cursor.bytes.length - cursor.at, 'ends early')
    spend(cursor.budget, 'entries', count)
    for (let i = 0; i < count; i++) {
      const entry = readTableEntry(cursor)
      demandPdf(!found.has(first + i), 'object twice')
      found.set(first + i, entry)
    }
  }
  takeKeyword(cursor, 'trailer')
  const trailer = readValue(cursor)
  demandPdf(trailer.kind === 'dict', 'trailer')
  return { trailer, found }
}

function readTableEntry(cursor: Cursor): XrefEntry {
  skipWhite(cursor)
  const offset = takeCount(cursor)
  skipWhite(cursor)
  const generation = takeCount(cursor)
  skipWhite(cursor)
  const letter = cursor.bytes[cursor.at++]
  // Others stop at what sticks to it, and look for objects in all bytes.
  demandPdf((letter === 0x6e || letter === 0x66) && !isRegular(cursor.bytes[cursor.at]), 'cross-reference entry')
  return letter === 0x6e ? { kind: 'offset', offset, generation } : { kind: 'free' }
}

type InStream = {
  readonly bytes: Bytes
  readonly offset: number
  readonly entries: Map<number, XrefEntry>
  readonly budget: Budget
}

/** 7.5.8: its dictionary is the trailer. */
function readStreamSection({ bytes, offset, entries, budget }: InStream): { trailer: PdfDict; endAt: number } {
  const object = readIndirectObject(bytes, offset, budget)
  const trailer = object.value
  demandPdf(trailer.kind === 'dict' && nameIn(entryOf(trailer, 'Type')) === 'XRef', 'cross-reference')
  // Nothing can be looked up yet: whatever stands here stands here itself.
  const { encoded, endAt } = readStream({ bytes, object, budget, resolve: (value) => value })
  const data = decodeStream(trailer, encoded, budget)
  const widths = numbersOf(entryOf(trailer, 'W'))
  demandPdf(widths.length === 3 && widths.every((width, i) => width <= (i === 0 ? 4 : 8)), 'cross-reference widths')
  const size = integerOf(entryOf(trailer, 'Size'))
  demandPdf(size !== undefined && size >= 0, 'Size')
  const ranges = entryOf(trailer, 'Index').kind === 'null' ? [0, size] : numbersOf(entryOf(trailer, 'Index'))
  demandPdf(ranges.length % 2 === 0, 'Index')
  const rowBytes = widths.reduce((sum, width) => sum + width, 0)
  demandPdf(rowBytes > 0, 'cross-reference widths')
  let at = 0
  for (let range = 0; range < ranges.length; range += 2) {
    const first = ranges[range] ?? 0
    const count = ranges[range + 1] ?? 0
    demandPdf(at + count * rowBytes <= data.length, 'cross-reference ends early')
    spend(budget, 'entries', count)
    for (let i = 0; i < count; i++, at += rowBytes) addEntry(entries, first + i, readRow(data, at, widths))
  }
  return { trailer, endAt }
}

function readRow(data: Bytes, at: number, widths: readonly number[]): XrefEntry {
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths
  const type = typeWidth === 0 ? 1 : readNumber(data, at, typeWidth)
  const second = readNumber(data, at + typeWidth, secondWidth)
  const third = readNumber(data, at + typeWidth + secondWidth, thirdWidth)
  // Nothing else is written yet; some take it for nothing, others for a broken cross-reference (7.5.8.3).
  demandPdf(type <= 2, 'cross-reference row')
  if (type === 1) return { kind: 'offset', offset: second, generation: third }
  return type === 2 ? { kind: 'packed', stream: second, index: third } : { kind: 'free' }
}

function readNumber(data: Bytes, at: number, width: number): number {
  let value = 0
  for (let i = 0; i < width; i++) value = value * 256 + (data[at + i] ?? 0)
  return value
}

function numbersOf(value: PdfValue): number[] {
  demandPdf(value.kind === 'array', 'numbers')
  return value.items.map((item) => {
    const number = integerOf(item ?? nullValue)
    demandPdf(number !== undefined && number >= 0, 'numbers')
    return number
  })
}
