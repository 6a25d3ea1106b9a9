import type { Bytes } from '@madoguchi/kit'
import { concat, hex, utf8 } from '@madoguchi/kit'
import * as asn1js from 'asn1js'
import { tag } from './der.ts'

export function encodeElement(tagByte: number, ...content: readonly Bytes[]): Bytes {
  const body = concat(...content)
  return concat(new Uint8Array([tagByte]), encodeLength(body.length), body)
}

/** The length octets in their shortest form. */
export function encodeLength(sizeBytes: number): Bytes {
  if (sizeBytes < 0x80) return new Uint8Array([sizeBytes])
  const digits = sizeBytes.toString(16)
  const length = hex.decode(digits.length % 2 === 0 ? digits : `0${digits}`)
  return concat(new Uint8Array([0x80 | length.length]), length)
}

export function encodeSequence(...content: readonly Bytes[]): Bytes {
  return encodeElement(tag.sequence, ...content)
}

/** A non-negative INTEGER (or ENUMERATED) in its shortest form. */
export function encodeInteger(value: bigint, tagByte: number = tag.integer): Bytes {
  const digits = value.toString(16)
  const even = digits.length % 2 === 0 ? digits : `0${digits}`
  return encodeElement(tagByte, hex.decode(Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even))
}

export function encodeOid(oid: string): Bytes {
  return new Uint8Array(new asn1js.ObjectIdentifier({ value: oid }).toBER())
}

/** RFC 5280 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050; fractions of a second are cut off. */
export function encodeTime(at: Date): Bytes {
  const text = at
    .toISOString()
    .replace(/\.\d{3}Z$/, 'Z')
    .replace(/[-:T]/g, '')
  const isUtc = at.getUTCFullYear() < 2050
  return isUtc
    ? encodeElement(tag.utcTime, utf8.encode(text.slice(2)))
    : encodeElement(tag.generalizedTime, utf8.encode(text))
}

/** A BIT STRING without unused bits. */
export function encodeBits(bytes: Bytes): Bytes {
  return encodeElement(tag.bitString, new Uint8Array([0]), bytes)
}

export function encodeBoolean(value: boolean): Bytes {
  return encodeElement(tag.boolean, new Uint8Array([value ? 0xff : 0]))
}
