import type { Bytes } from '@madoguchi/kit'
import type { Budget } from './budget.ts'
import type { Cursor } from './cursor.ts'
import { skipWhite, startsWith, takeCount, takeKeyword } from './cursor.ts'
import { demandPdf } from './errors.ts'
import { readValue } from './read-value.ts'
import type { PdfValue } from './value.ts'
import { entryOf, integerOf } from './value.ts'

/** An indirect object: its number, its value, and where its stream begins if it has one. */
export type IndirectObject = {
  readonly number: number
  readonly generation: number
  readonly value: PdfValue
  readonly streamAt: number | undefined
  /** Behind its value, and where a stream follows, at the stream's first byte. */
  readonly endAt: number
}

/** Reads `12 0 obj …` at an offset (ISO 32000-1 7.3.10). */
export function readIndirectObject(bytes: Bytes, offset: number, budget: Budget): IndirectObject {
  const cursor: Cursor = { bytes, at: offset, budget }
  demandPdf(offset < bytes.length, 'offset')
  skipWhite(cursor)
  const number = takeCount(cursor)
  skipWhite(cursor)
  const generation = takeCount(cursor)
  skipWhite(cursor)
  takeKeyword(cursor, 'obj')
  const value = readValue(cursor)
  const valueEnd = cursor.at
  skipWhite(cursor)
  const streamAt = value.kind === 'dict' ? findStream(cursor) : undefined
  return { number, generation, value, streamAt, endAt: streamAt ?? valueEnd }
}

function findStream(cursor: Cursor): number | undefined {
  const { bytes } = cursor
  if (!startsWith(bytes, cursor.at, 'stream')) return undefined
  cursor.at += 6
  if (bytes[cursor.at] === 0x0d) cursor.at++
  demandPdf(bytes[cursor.at] === 0x0a, 'stream')
  return cursor.at + 1
}

type StreamOptions = {
  readonly bytes: Bytes
  readonly object: IndirectObject
  readonly budget: Budget
  /** Asked for a length that stands elsewhere. */
  readonly resolve: (value: PdfValue) => PdfValue
}

/** The bytes of a stream as they stand, still encoded, and where its last keyword ends. */
export function readStream({ bytes, object, budget, resolve }: StreamOptions): { encoded: Bytes; endAt: number } {
  const { value, streamAt } = object
  demandPdf(value.kind === 'dict' && streamAt !== undefined, 'stream')
  const length = integerOf(resolve(entryOf(value, 'Length')))
  demandPdf(length !== undefined && length >= 0 && streamAt + length <= bytes.length, 'stream length')
  const cursor: Cursor = { bytes, at: streamAt + length, budget }
  skipWhite(cursor)
  takeKeyword(cursor, 'endstream')
  return { encoded: bytes.subarray(streamAt, streamAt + length), endAt: cursor.at }
}
