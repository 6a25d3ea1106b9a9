import type { Bytes } from '@madoguchi/kit'
import { cardError } from './errors.ts'

/** Where an element's value lies: `tag` as its bytes read as one number (0x30, 0xDF22), lengths in bytes. */
type TlvHeader = { readonly tag: number; readonly headerLength: number; readonly valueLength: number }
type Tlv = { readonly tag: number; readonly value: Bytes }

/** Longest element that a My Number Card holds is a certificate of some 2 kB; the face photo has about 7 kB. */
const valueLengthMax = 0x7fff

/**
 * Reads tag and length at the start of `bytes` (BER-TLV, ISO/IEC 7816-4 section 5.2.2; tags of up to two bytes,
 * lengths in one, two or three). The value need not be there yet. Throws CARD_ANSWER_MALFORMED.
 */
export function readTlvHeader(bytes: Bytes): TlvHeader {
  let at = 0
  function next(): number {
    const byte = bytes[at++]
    if (byte === undefined) throw malformed('A data element ends within its header.')
    return byte
  }
  let tag = next()
  if ((tag & 0x1f) === 0x1f) {
    const second = next()
    if (second & 0x80) throw malformed('A tag is longer than two bytes.')
    tag = tag * 0x100 + second
  }
  let valueLength = next()
  if (valueLength === 0x81) valueLength = next()
  else if (valueLength === 0x82) valueLength = next() * 0x100 + next()
  else if (valueLength >= 0x80) throw malformed('The length of a data element has an unknown form.')
  if (valueLength > valueLengthMax) throw malformed('A data element is longer than any file on the card.')
  return { tag, headerLength: at, valueLength }
}

/** Reads elements that fill `bytes` to the last byte. Throws CARD_ANSWER_MALFORMED. */
export function readTlvList(bytes: Bytes): Tlv[] {
  const list: Tlv[] = []
  let rest = bytes
  while (rest.length > 0) {
    const { tag, headerLength, valueLength } = readTlvHeader(rest)
    const end = headerLength + valueLength
    if (end > rest.length) throw malformed('A data element is longer than what holds it.')
    list.push({ tag, value: rest.slice(headerLength, end) })
    rest = rest.subarray(end)
  }
  return list
}

function malformed(message: string) {
  return cardError('CARD_ANSWER_MALFORMED', message)
}
