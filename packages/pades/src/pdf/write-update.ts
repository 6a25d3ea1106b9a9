import type { Bytes } from '@madoguchi/kit'
import { concat, hex, sha256, utf8 } from '@madoguchi/kit'
import { leavesRoom } from './next-number.ts'
import type { Pdf } from './open-pdf.ts'
import { entryOf, integerOf } from './value.ts'
import { encodeChanged } from './write-value.ts'

export type NewObject = { readonly number: number; readonly generation: number; readonly body: Bytes }

/**
 * Appends objects as an incremental update (ISO 32000-1 7.5.6): what was there stays, byte by byte. A document whose
 * newest section is a stream goes on with a stream, one with a table with a table: readers do not take a mixture.
 */
export function writeUpdate(pdf: Pdf, objects: readonly NewObject[]): Bytes {
  const parts: Bytes[] = [pdf.bytes]
  let sizeBytes = pdf.bytes.length
  const add = (part: Bytes) => {
    parts.push(part)
    sizeBytes += part.length
  }
  add(utf8.encode('\n'))
  const placed = objects.map(({ number, generation, body }) => {
    const offset = sizeBytes
    add(concat(utf8.encode(`${number} ${generation} obj\n`), body, utf8.encode('\nendobj\n')))
    return { number, generation, offset }
  })
  const startXref = sizeBytes
  const size = Math.max(sizeOf(pdf), ...objects.map(({ number }) => number + 1))
  add(pdf.xref.isStream ? encodeStream(pdf, placed, { offset: startXref, size }) : encodeTable(pdf, placed, size))
  add(utf8.encode(`startxref\n${startXref}\n%%EOF\n`))
  return concat(...parts)
}

/** One more than the highest number that the cross-reference knows, whatever it says of itself (7.5.5). */
function sizeOf(pdf: Pdf): number {
  let size = 0
  for (const { entries, trailer } of pdf.xref.sections) {
    for (const number of entries.keys()) size = Math.max(size, number + 1)
    const said = integerOf(entryOf(trailer, 'Size')) ?? 0
    if (leavesRoom(said)) size = Math.max(size, said)
  }
  return size
}

type Placed = { readonly number: number; readonly generation: number; readonly offset: number }

function encodeTable(pdf: Pdf, placed: readonly Placed[], size: number): Bytes {
  const digits = (value: number, width: number) => value.toString().padStart(width, '0')
  const lines = inOrder(placed).map(
    ({ number, generation, offset }) => `${number} 1\n${digits(offset, 10)} ${digits(generation, 5)} n \n`,
  )
  const trailer = encodeChanged(undefined, trailerOf(pdf, size))
  return concat(utf8.encode(`xref\n${lines.join('')}trailer\n`), trailer, utf8.encode('\n'))
}

/** 7.5.8; one row of 1, 4 and 2 bytes for each object, itself among them. */
function encodeStream(pdf: Pdf, placed: readonly Placed[], { offset, size }: { offset: number; size: number }): Bytes {
  const rows = inOrder([...placed, { number: size, generation: 0, offset }])
  const data = new Uint8Array(rows.length * 7)
  const view = new DataView(data.buffer)
  rows.forEach((row, index) => {
    view.setUint8(index * 7, 1)
    view.setUint32(index * 7 + 1, row.offset)
    view.setUint16(index * 7 + 5, row.generation)
  })
  const dict = encodeChanged(undefined, {
    ...trailerOf(pdf, size + 1),
    Type: '/XRef',
    W: '[1 4 2]',
    Index: `[${rows.map(({ number }) => `${number} 1`).join(' ')}]`,
    Length: `${data.length}`,
  })
  const head = utf8.encode(`${size} 0 obj\n`)
  return concat(head, dict, utf8.encode('\nstream\n'), data, utf8.encode('\nendstream\nendobj\n'))
}

function inOrder(placed: readonly Placed[]): Placed[] {
  return [...placed].sort((a, b) => a.number - b.number)
}

function trailerOf(pdf: Pdf, size: number): Record<string, string | Bytes> {
  const { trailer, startXref } = pdf.xref
  const info = entryOf(trailer, 'Info')
  const id = pdf.resolve(entryOf(trailer, 'ID'))
  const first = id.kind === 'array' ? id.items[0] : undefined
  // The first half of an ID stays, the second is of this version (14.4).
  const version = hex.encode(sha256(pdf.bytes).subarray(0, 16))
  const named =
    first?.kind === 'string' ? { ID: concat(utf8.encode('['), first.raw, utf8.encode(` <${version}>]`)) } : {}
  const about = info.kind === 'ref' ? { Info: info.raw } : {}
  return { Size: `${size}`, Root: pdf.catalogRef.raw, Prev: `${startXref}`, ...about, ...named }
}
