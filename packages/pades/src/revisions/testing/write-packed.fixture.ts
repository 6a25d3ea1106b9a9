import { deflateSync } from 'node:zlib'
import type { Bytes } from '@madoguchi/kit'
import { streamOf } from './append-section.fixture.ts'

/** Of an object that is named and not there, and of an object stream. */
export const danglingNumber = 90
export const missingPack = 91

type Packed = { readonly number: number; readonly body: string }
type Packing = { readonly isPackMissing?: boolean; readonly isDeflated?: boolean }

const head = '%PDF-1.7\n%\u00e2\u00e3\n'

/** Everything but streams in one object stream (ISO 32000-2 7.5.7), and a cross-reference stream. */
export function writePacked(objects: readonly string[], trailer: string, packing: Packing): Bytes {
  let text = head
  const isStream = (body: string) => body.endsWith('endstream')
  const packed = objects.flatMap((body, index) => (isStream(body) ? [] : [{ number: index + 1, body }]))
  const packNumber = objects.length + 1
  const rows: Buffer[] = [rowOf(0, 0, 65_535)]
  objects.forEach((body, index) => {
    const place = packed.findIndex(({ number }) => number === index + 1)
    rows.push(place < 0 ? rowOf(1, text.length, 0) : rowOf(2, packNumber, place))
    if (place < 0) text += `${index + 1} 0 obj\n${body}\nendobj\n`
  })
  rows.push(rowOf(1, text.length, 0))
  text += `${packNumber} 0 obj\n${packOf(packed, packing.isDeflated === true)}\nendobj\n`
  rows.push(rowOf(1, text.length, 0))
  const start = text.length
  const isMissing = packing.isPackMissing === true
  const index = isMissing ? `/Index[0 ${rows.length} ${danglingNumber} 1]` : ''
  if (isMissing) rows.push(rowOf(2, missingPack, 0))
  const size = isMissing ? danglingNumber + 1 : packNumber + 2
  const dict = `/Type/XRef/W[1 4 2]/Size ${size}${index}/Root 1 0 R${trailer}`
  text += `${packNumber + 1} 0 obj\n${tableOf(dict, rows, packing.isDeflated === true)}\nendobj\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

/** A table, and a stream beside it that names what is packed (7.5.8.4). */
export function writeHybrid(objects: readonly string[], trailer: string, inside: ReadonlySet<number>): Bytes {
  let text = head
  const packed = [...inside].map((number) => ({ number, body: objects[number - 1] ?? 'null' }))
  const packNumber = objects.length + 1
  const lines = ['0000000000 65535 f \n']
  const put = (number: number, body: string) => {
    lines.push(`${String(text.length).padStart(10, '0')} 00000 n \n`)
    text += `${number} 0 obj\n${body}\nendobj\n`
  }
  objects.forEach((body, index) => {
    if (inside.has(index + 1)) lines.push('0000000000 00000 f \n')
    else put(index + 1, body)
  })
  put(packNumber, packOf(packed, true))
  const besideAt = text.length
  const index = packed.map(({ number }) => `${number} 1`).join(' ')
  const rows = packed.map((_, place) => rowOf(2, packNumber, place))
  put(packNumber + 1, tableOf(`/Type/XRef/W[1 4 2]/Size ${packNumber + 2}/Index[${index}]/Root 1 0 R`, rows, true))
  const start = text.length
  text += `xref\n0 ${lines.length}\n${lines.join('')}`
  text += `trailer\n<</Size ${lines.length}/Root 1 0 R/XRefStm ${besideAt}${trailer}>>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

function packOf(packed: readonly Packed[], isDeflated: boolean): string {
  let offset = 0
  const heads = packed.map(({ number, body }) => {
    const one = `${number} ${offset}`
    offset += body.length + 1
    return one
  })
  const first = `${heads.join(' ')} `
  const data = first + packed.map(({ body }) => `${body}\n`).join('')
  const dict = `/Type/ObjStm/N ${packed.length}/First ${first.length}`
  return isDeflated
    ? streamOf(`${dict}/Filter/FlateDecode`, deflate(Buffer.from(data, 'latin1')))
    : streamOf(dict, data)
}

/** Rows of a cross-reference, each compressed as what differs from the one above it (7.4.4.4) or as they are. */
function tableOf(dict: string, rows: readonly Buffer[], isDeflated: boolean): string {
  if (!isDeflated) return streamOf(dict, Buffer.concat(rows).toString('latin1'))
  const lines = rows.map((row, i) =>
    Buffer.from([2, ...row.map((byte, at) => (byte - (rows[i - 1]?.[at] ?? 0)) & 0xff)]),
  )
  const parameters = '/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>'
  return streamOf(`${dict}${parameters}`, deflate(Buffer.concat(lines)))
}

function deflate(data: Buffer): string {
  return deflateSync(data).toString('latin1')
}

function rowOf(type: number, second: number, third: number): Buffer {
  const row = Buffer.alloc(7)
  row.writeUInt8(type, 0)
  row.writeUInt32BE(second, 1)
  row.writeUInt16BE(third, 5)
  return row
}
