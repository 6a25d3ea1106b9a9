import type { Bytes } from '@madoguchi/kit'
import { spend } from '../pdf/budget.ts'
import type { Cursor } from '../pdf/cursor.ts'
import { isRegular, skipWhite, startsWith, takeCount, takeKeyword } from '../pdf/cursor.ts'
import { demandPdf, PdfError } from '../pdf/errors.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import { readIndirectObject, readStream } from '../pdf/read-object.ts'
import type { Part } from '../pdf/read-section.ts'
import { listFalseHeads, listOddSections } from './read-alike.ts'

/** A stretch that something names, and the oldest of the sections that do: its place in the chain, the newest being 0. */
type NamedPart = Part & { readonly section: number }

/** Where the bytes behind a place are what a cross-reference names, and where they are nothing. */
type Account = {
  /** Whether each byte behind `endBytes` belongs to one of the `newer` sections that came then, or to nothing at all. */
  isWhole(endBytes: number, newer: number): boolean
}

/** What readers look through for the last `startxref` (ISO 32000-1 annex H, implementation note 18). */
const tailBytesMax = 1_024

/**
 * Gives an account of each byte behind `from` (ISO 32000-1 7.5.6): the sections, the objects that they name, where the
 * newest of them stands, and white space and comments between. Behind the end of all a comment is nothing that a program
 * needed: whoever wrote it there changed the file and no document.
 */
export function accountForBytes(pdf: Pdf, from: number): Account {
  const parts = listParts(pdf, from)
  const wrong: number[] = []
  let at = from
  for (const part of parts) {
    // What lies in another part is not what it says: one of the two is read by some and not by others.
    if (part.at < at && part.at >= from) wrong.push(part.at)
    wrong.push(...listStrayBytes(pdf, Math.min(at, part.at), part.at))
    at = Math.max(at, part.endAt)
  }
  const { length } = pdf.source.bytes
  wrong.push(...listStrayBytes(pdf, at, length))
  const isFound = length - pdf.xref.startXrefAt <= tailBytesMax
  if (isFound) wrong.push(...listTailComments(pdf, at))
  wrong.push(...listOddSections(pdf, from), ...listFalseHeads(pdf, from, parts))
  return {
    isWhole: (endBytes, newer) =>
      isFound &&
      wrong.every((place) => place < endBytes) &&
      parts.every(({ at: start, endAt, section }) => endAt <= endBytes || (start >= endBytes && section < newer)),
  }
}

/** Sections and the objects that they name behind a place, in the order of the bytes. What cannot be read is no part. */
function listParts(pdf: Pdf, from: number): readonly NamedPart[] {
  const { xref, budget } = pdf
  const found = new Map<number, NamedPart>()
  const put = (part: Part, section: number) => found.set(part.at, { ...part, section })
  for (const [section, { entries, parts }] of xref.sections.entries()) {
    spend(budget, 'steps', entries.size + parts.length)
    for (const part of parts) if (part.endAt > from) put({ ...part, endAt: endOfObject(pdf, part.endAt) }, section)
    for (const [number, entry] of entries) {
      if (entry.kind !== 'offset' || entry.offset < from) continue
      const endAt = found.get(entry.offset)?.endAt ?? findEnd(pdf, { number, ...entry })
      if (endAt !== undefined) put({ at: entry.offset, endAt }, section)
    }
  }
  return [...found.values()].sort((a, b) => a.at - b.at)
}

type Place = { readonly number: number; readonly generation: number; readonly offset: number }

function findEnd({ source, budget, resolve }: Pdf, { number, generation, offset }: Place): number | undefined {
  const { bytes } = source
  try {
    const object = source.objects.get(offset) ?? readIndirectObject(bytes, offset, budget)
    if (object.number !== number || object.generation !== generation) return undefined
    source.objects.set(offset, object)
    const endAt = object.streamAt === undefined ? object.endAt : readStream({ bytes, object, budget, resolve }).endAt
    const cursor: Cursor = { bytes, at: endAt, budget }
    skipWhite(cursor)
    takeKeyword(cursor, 'endobj')
    return cursor.at
  } catch (error) {
    if (error instanceof PdfError) return undefined
    throw error
  }
}

/** A cross-reference stream is an object and ends as one. */
function endOfObject({ source: { bytes }, budget }: Pdf, endAt: number): number {
  const cursor: Cursor = { bytes, at: endAt, budget }
  skipWhite(cursor)
  const isEnd = startsWith(bytes, cursor.at, 'endobj') && !isRegular(bytes[cursor.at + 6])
  return isEnd ? cursor.at + 6 : endAt
}

/** Where something stands between two parts that is neither white space, a comment nor the place of a section. */
function listStrayBytes({ source, budget, xref }: Pdf, from: number, to: number): number[] {
  const bytes: Bytes = source.bytes.subarray(0, to)
  const cursor: Cursor = { bytes, at: from, budget }
  try {
    for (;;) {
      const start = cursor.at
      skipWhite(cursor)
      demandPdf(!hasNul(bytes, start, cursor.at), 'NUL')
      if (cursor.at >= to) return []
      takeKeyword(cursor, 'startxref')
      skipWhite(cursor)
      const place = takeCount(cursor)
      spend(budget, 'steps', xref.offsets.length)
      demandPdf(xref.offsets.includes(place), 'startxref')
    }
  } catch (error) {
    if (error instanceof PdfError) return [cursor.at]
    throw error
  }
}

/** Where comments stand behind the last part, but for the mark of the end. */
function listTailComments({ source: { bytes } }: Pdf, from: number): number[] {
  const tail = Buffer.from(bytes.subarray(from)).toString('latin1')
  const comments = [...tail.matchAll(/%[^\r\n]*/g)].filter(([text]) => text.trimEnd() !== '%%EOF')
  return comments.map(({ index }) => from + index)
}

/** Not white to every program. */
function hasNul(bytes: Bytes, from: number, to: number): boolean {
  return bytes.subarray(from, to).includes(0)
}
