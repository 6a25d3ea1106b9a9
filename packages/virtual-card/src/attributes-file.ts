import { type Bytes, concat, utf8 } from '@madoguchi/kit'
import type { CardFile } from './card-file.ts'

/**
 * EF 0002 of 券面事項入力補助: FF20 around DF21 (where each of the next four starts, counted from the start of the
 * file, two bytes each), DF22 name, DF23 address, DF24 birth date YYYYMMDD, DF25 sex.
 */
export function encodeAttributesFile({ name, address, birthDate, sex }: CardFile['attributes']): Bytes {
  const texts = [name, address, birthDate, sex]
  const fields = texts.map((text, index) => encodeElement([0xdf, 0x22 + index], utf8.encode(text)))
  const offsets = new DataView(new ArrayBuffer(8))
  const tableLength = 3 + offsets.byteLength
  const contentLength = fields.reduce((sum, field) => sum + field.length, tableLength)
  let at = 2 + encodeLength(contentLength).length + tableLength
  for (const [index, field] of fields.entries()) {
    offsets.setUint16(2 * index, at)
    at += field.length
  }
  return encodeElement([0xff, 0x20], concat(encodeElement([0xdf, 0x21], new Uint8Array(offsets.buffer)), ...fields))
}

function encodeElement(tag: readonly number[], value: Bytes): Bytes {
  return concat(Uint8Array.from(tag), encodeLength(value.length), value)
}

function encodeLength(length: number): Bytes {
  if (length < 0x80) return Uint8Array.of(length)
  return length < 0x100 ? Uint8Array.of(0x81, length) : Uint8Array.of(0x82, length >> 8, length & 0xff)
}
