import type { Bytes } from '@madoguchi/kit'
import { concat, hex } from '@madoguchi/kit'
import type { Element } from './der.ts'
import { demand, readInteger, tag } from './der.ts'
import { encodeElement } from './encode-der.ts'
import { limits } from './limits.ts'

/**
 * The serial number of a certificate (RFC 5280 4.1.2.2), at most 20 octets. CAs MUST make it positive, and whoever
 * reads SHOULD be prepared for one that is not: zero and negative ones are numbers like others.
 */
export function readSerial(element: Element | undefined): string {
  const octets = readInteger(element)
  demand(octets.length <= limits.serialBytesMax, 'serial')
  return nameSerial(octets)
}

/** A serial number in a list or an answer: of any length, since one that no certificate can have names none. */
export function readListedSerial(element: Element | undefined): string {
  return nameSerial(readInteger(element))
}

/**
 * Lower-case hex without the zero octet that only keeps a number positive; a negative one is marked, lest -1 (ff) be
 * taken for 255 (00 ff).
 */
function nameSerial(octets: Bytes): string {
  const [first = 0] = octets
  if (first >= 0x80) return `-${hex.encode(octets)}`
  return hex.encode(first === 0 && octets.length > 1 ? octets.subarray(1) : octets)
}

/** The octets of the INTEGER that `serialHex` names. */
export function readSerialHex(serialHex: string): Bytes {
  if (serialHex.startsWith('-')) return hex.decode(serialHex.slice(1))
  const octets = hex.decode(serialHex)
  return (octets[0] ?? 0) >= 0x80 ? concat(new Uint8Array(1), octets) : octets
}

export function encodeSerial(serialHex: string): Bytes {
  return encodeElement(tag.integer, readSerialHex(serialHex))
}
