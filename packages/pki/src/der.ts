import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import { limits } from './limits.ts'

/** One TLV: `bytes` is the whole, `content` what is inside. Both are views, not copies. */
export type Element = { readonly tag: number; readonly bytes: Bytes; readonly content: Bytes }

export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/** Bytes that are not what they should be. Thrown inside this package only: the parsers make a verdict of it. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError'
  readonly reason: string

  constructor(reason: string) {
    super(`malformed: ${reason}`)
    this.reason = reason
  }
}

export function demand(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new MalformedError(reason)
}

/** Reads the element at `at` by DER (X.690 section 10): short tags, definite lengths in their shortest form. */
export function readElement(bytes: Bytes, at = 0): Element {
  const tagByte = bytes[at]
  const first = bytes[at + 1]
  demand(tagByte !== undefined && first !== undefined, 'ends early')
  demand((tagByte & 0x1f) !== 0x1f, 'long tag')
  let start = at + 2
  let length = first
  if (first >= 0x80) {
    const count = first & 0x7f
    demand(count >= 1 && count <= 4, 'length form')
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start + i] ?? 0)
    demand(length >= (count === 1 ? 0x80 : 256 ** (count - 1)), 'length not shortest')
    start += count
  }
  demand(start + length <= bytes.length, 'ends early')
  return { tag: tagByte, bytes: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) }
}

/** The one element that fills `bytes` to the last byte. */
export function readWhole(bytes: Bytes, expectedTag: number): Element {
  const element = readElement(bytes)
  demand(element.bytes.length === bytes.length, 'trailing bytes')
  demand(element.tag === expectedTag, 'tag')
  return element
}

/** Where a stranger chooses how many there are, `most` says how many are looked at before it is refused. */
export function readChildren(element: Element, most = Number.POSITIVE_INFINITY): Element[] {
  const children: Element[] = []
  for (let at = 0; at < element.content.length; ) {
    demand(children.length < most, 'too many elements')
    const child = readElement(element.content, at)
    children.push(child)
    at += child.bytes.length
  }
  return children
}

/** Demands that `bytes` are one DER element, all the way down; whatever another library then reads, it reads the same. */
export function demandDer(bytes: Bytes): void {
  const element = readElement(bytes)
  demand(element.bytes.length === bytes.length, 'trailing bytes')
  demandElement(element, 0)
}

function demandElement(element: Element, depth: number): void {
  demand(depth <= limits.nestingMax, 'nesting')
  if (element.tag & 0x20) {
    const isUniversal = element.tag < 0x40
    demand(!isUniversal || element.tag === tag.sequence || element.tag === tag.set, 'constructed primitive')
    for (const child of readChildren(element)) demandElement(child, depth + 1)
    return
  }
  const check = primitives.get(element.tag)
  if (check) check(element)
  else demand(element.tag !== 0 && element.tag !== 0x10 && element.tag !== 0x11, 'tag')
}

export function readBoolean(element: Element | undefined): boolean {
  demand(element?.tag === tag.boolean && element.content.length === 1, 'boolean')
  demand(element.content[0] === 0 || element.content[0] === 0xff, 'boolean')
  return element.content[0] === 0xff
}

/** The octets of an INTEGER in their shortest two's complement form. */
export function readInteger(element: Element | undefined, expectedTag: number = tag.integer): Bytes {
  demand(element?.tag === expectedTag && element.content.length > 0, 'integer')
  const [first = 0, second] = element.content
  const isPadded = second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))
  demand(!isPadded, 'integer not shortest')
  return element.content
}

/** A count such as a path length: 0 to 2^31 - 1. */
export function readCount(element: Element | undefined, expectedTag: number = tag.integer): number {
  const bytes = readInteger(element, expectedTag)
  demand(bytes.length <= 4 && (bytes[0] ?? 0) < 0x80, 'count')
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}

export function readOid(element: Element | undefined, expectedTag: number = tag.oid): string {
  demand(element?.tag === expectedTag, 'object identifier')
  const { content } = element
  demand(content.length > 0 && content.length <= 64 && (content[content.length - 1] ?? 0) < 0x80, 'object identifier')
  const arcs: number[] = []
  let arc = 0
  let isStart = true
  for (const byte of content) {
    demand(!(isStart && byte === 0x80), 'object identifier not shortest')
    arc = arc * 128 + (byte & 0x7f)
    demand(arc <= Number.MAX_SAFE_INTEGER, 'object identifier')
    isStart = byte < 0x80
    if (isStart) {
      arcs.push(arc)
      arc = 0
    }
  }
  const [head = 0, ...rest] = arcs
  const top = Math.min(2, Math.floor(head / 40))
  return [top, head - top * 40, ...rest].join('.')
}

/**
 * RFC 5280 4.1.2.5: with seconds, in Z, without fractions. CAs MUST write UTCTime through 2049; the date of one that writes
 * GeneralizedTime before is as plain, and its certificates are read.
 */
export function readTime(element: Element | undefined): Date {
  demand(element?.tag === tag.utcTime || element?.tag === tag.generalizedTime, 'time')
  const text = String.fromCharCode(...element.content.subarray(0, 20))
  const isUtc = element.tag === tag.utcTime
  demand(isUtc ? /^\d{12}Z$/.test(text) : /^\d{14}Z$/.test(text), 'time')
  const full = isUtc ? `${Number(text.slice(0, 2)) >= 50 ? '19' : '20'}${text}` : text
  return parseTime(full)
}

/** RFC 6960 4.2.2.1: GeneralizedTime whatever the year, with seconds, in Z, without fractions. */
export function readGeneralizedTime(element: Element | undefined): Date {
  demand(element?.tag === tag.generalizedTime, 'time')
  const text = String.fromCharCode(...element.content.subarray(0, 20))
  demand(/^\d{14}Z$/.test(text), 'time')
  return parseTime(text)
}

function parseTime(text: string): Date {
  const iso = text.replace(/^(....)(..)(..)(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6.000Z')
  const at = new Date(iso)
  demand(!Number.isNaN(at.getTime()) && at.toISOString() === iso, 'time')
  return at
}

/** The octets of a BIT STRING and how many bits of the last one are unused; unused bits are zero. */
export function readBitString(element: Element | undefined): { bytes: Bytes; unused: number } {
  demand(element?.tag === tag.bitString && element.content.length > 0, 'bit string')
  const unused = element.content[0] ?? 0
  const bytes = element.content.subarray(1)
  demand(unused <= 7 && (bytes.length > 0 || unused === 0), 'bit string')
  demand(((bytes[bytes.length - 1] ?? 0) & ((1 << unused) - 1)) === 0, 'bit string')
  return { bytes, unused }
}

export function readUtf8(element: Element | undefined): string {
  demand(element?.tag === tag.utf8String, 'text')
  try {
    return utf8.decode(element.content)
  } catch (cause) {
    throw Object.assign(new MalformedError('text'), { cause })
  }
}

const primitives = new Map<number, (element: Element) => unknown>([
  [tag.boolean, readBoolean],
  [tag.integer, (element) => readInteger(element)],
  [tag.enumerated, (element) => readInteger(element, tag.enumerated)],
  [tag.bitString, readBitString],
  [tag.null, (element) => demand(element.content.length === 0, 'null')],
  [tag.oid, (element) => readOid(element)],
  [tag.utf8String, readUtf8],
])
