import { deflateSync } from 'node:zlib'
import type { Bytes } from '@madoguchi/kit'
import { plainObjects, writePdf } from './pdf.fixture.ts'

/** Small documents that ask for much work: each for one thing that a reader does. */

type Heavy = { readonly signatures: number; readonly inflatedBytes: number; readonly columns?: number }

/**
 * Signatures that each cover all of a document but its last section, whose one older section is a compressed
 * cross-reference stream with rows to undo: who opens the document anew for each signature does all of it for each.
 */
export function makeHeavyXref(heavy: Heavy): Bytes {
  // The signatures say where the signed part ends: known when it was written once.
  const { endBytes } = writeHeavyXref(heavy, 10 ** 9)
  return writeHeavyXref(heavy, endBytes).bytes
}

function writeHeavyXref({ signatures, inflatedBytes, columns = 1 }: Heavy, endOfSigned: number) {
  let text = '%PDF-1.7\n'
  const offsets = new Map<number, number>()
  const add = (number: number, body: (at: number) => string) => {
    offsets.set(number, text.length)
    const head = `${number} 0 obj\n`
    text += `${head}${body(text.length + head.length)}\nendobj\n`
  }
  const fields = Array.from({ length: signatures }, (_, i) => 10 + 2 * i)
  const list = fields.map((number) => `${number} 0 R`).join(' ')
  add(1, () => `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${list}]>>>>`)
  add(2, () => '<</Type/Pages/Kids[]/Count 0>>')
  for (const number of fields) {
    add(number, () => `<</FT/Sig/V ${number + 1} 0 R>>`)
    add(number + 1, (at) => writeSignatureValue(at, '<300302010000>', endOfSigned))
  }
  const size = 10 + 2 * signatures
  const rows = Buffer.alloc(size * 6)
  for (const [number, offset] of offsets) {
    rows.writeUInt8(1, number * 6)
    rows.writeUInt32BE(offset, number * 6 + 1)
  }
  const filtered: Buffer[] = []
  for (let at = 0; at < rows.length; at += columns)
    filtered.push(Buffer.of(0), Buffer.concat([rows.subarray(at, at + columns)], columns))
  const paethRow = Buffer.concat([Buffer.of(4)], columns + 1)
  const table = Buffer.concat(filtered)
  const filler = Buffer.alloc(Math.max(0, inflatedBytes - table.length), paethRow)
  const packed = deflateSync(Buffer.concat([table, filler]), { level: 9 })
  const heavyAt = text.length
  text += `9 0 obj\n<</Type/XRef/Size ${size}/W[1 4 1]/Root 1 0 R/Filter/FlateDecode`
  text += `/DecodeParms<</Predictor 15/Columns ${columns}>>/Length ${packed.length}>>\nstream\n`
  text += `${packed.toString('latin1')}\nendstream\nendobj\nstartxref\n${heavyAt}\n%%EOF\n`
  const endBytes = text.length
  text += `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size ${size}/Root 1 0 R/Prev ${heavyAt}>>\n`
  text += `startxref\n${endBytes}\n%%EOF\n`
  return { bytes: latin1(text), endBytes }
}

function writeSignatureValue(at: number, contents: string, endOfSigned: number): string {
  const head = '<</SubFilter/ETSI.CAdES.detached/Contents '
  const first = at + head.length
  const second = first + contents.length
  const numbers = [first, second, Math.max(0, endOfSigned - second)].map((one) => String(one).padStart(10, '0'))
  return `${head}${contents}/ByteRange[0 ${numbers.join(' ')}]>>`
}

/** As many fields as may be, all with one signature, which is long. */
export function makeSharedSignature(contentsBytes: number): Bytes {
  const [, pages = '', page = '', contents = ''] = plainObjects
  const fields = Array.from({ length: 60 }, (_, i) => `${i + 6} 0 R`)
  const catalog = `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${fields.join(' ')}]>>>>`
  const der = Buffer.alloc(contentsBytes, 0)
  der.writeUInt32BE(0x30830000 + ((contentsBytes - 5) >> 8), 0)
  der.writeUInt8((contentsBytes - 5) & 0xff, 4)
  // Elements, so that a reader goes through all of it: one of three bytes, the others of two.
  der.set([0x04, 0x01, 0x00], 5)
  der.fill(Buffer.from([0x05, 0x00]), 8)
  const write = (place: number, end: number) =>
    writePdf([
      catalog,
      pages,
      page,
      contents,
      writeSignatureValue(place, `<${der.toString('hex')}>`, end),
      ...fields.map(() => '<</FT/Sig/V 5 0 R>>'),
    ])
  const draft = write(0, 10 ** 9)
  const place = Buffer.from(draft.buffer).indexOf('5 0 obj\n') + '5 0 obj\n'.length
  return write(place, draft.length)
}

/** A form whose one field has so many children that they are more than a call takes arguments. */
export function makeManyFields(count: number): Bytes {
  const [, pages = '', page = '', contents = ''] = plainObjects
  const kids = Array.from({ length: count }, (_, i) => `${i + 7} 0 R`).join(' ')
  return writePdf([
    '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>',
    pages,
    page,
    contents,
    '<</Kids 6 0 R>>',
    `[${kids}]`,
  ])
}

/** Tables that go back and back. */
export function makeManySections(count: number): Bytes {
  let text = Buffer.from(writePdf(plainObjects)).toString('latin1')
  for (let i = 0; i < count; i++) {
    const before = /startxref\n(\d+)\n%%EOF\n$/.exec(text.slice(-60))?.[1]
    const at = text.length
    text += `xref\n0 0\ntrailer\n<</Size 5/Root 1 0 R/Prev ${before}>>\nstartxref\n${at}\n%%EOF\n`
  }
  return latin1(text)
}

/** A text of this length, and with `isOpen` one that has no end. */
export function makeLongText(lengthBytes: number, { isOpen = false } = {}): Bytes {
  const [, pages = '', page = '', contents = ''] = plainObjects
  const text = '('.concat('a'.repeat(lengthBytes), isOpen ? '' : ')')
  return writePdf([`<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/DA${text}>>>>`, pages, page, contents])
}

function latin1(text: string): Bytes {
  return new Uint8Array(Buffer.from(text, 'latin1'))
}
