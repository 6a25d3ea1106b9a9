import type { Bytes } from '@madoguchi/kit'
import { demand } from './der.ts'
import { encodeLength } from './encode-der.ts'
import { limits } from './limits.ts'

/**
 * Bytes that are copied as they stand (`tag` undefined), or an element that is written anew: `sizeBytes` is what the parts
 * take together, without the head.
 */
type Part = {
  readonly tag: number | undefined
  readonly from: number
  readonly to: number
  readonly parts: readonly Part[]
  readonly sizeBytes: number
}

type Reading = { readonly bytes: Bytes; at: number }

const octetString = 0x04
const constructed = 0x20

/**
 * Reads the element that `bytes` begin with by BER (X.690 8) and gives it as DER has it: lengths definite and in their
 * shortest form, an OCTET STRING in one piece. What is DER already comes out byte by byte, so that nothing that somebody
 * signed is altered. Values are left as they stand, and so is the order of a SET. `endAt` is behind the element, in `bytes`.
 * Each byte is looked at once and copied once. Throws MalformedError.
 */
export function readBer(bytes: Bytes): { readonly der: Bytes; readonly endAt: number } {
  const reading: Reading = { bytes, at: 0 }
  const part = readPart(reading, bytes.length, 0)
  if (part.tag === undefined) return { der: bytes.subarray(0, reading.at), endAt: reading.at }
  const out = new Uint8Array(totalBytes(part))
  writePart(out, 0, part, bytes)
  return { der: out, endAt: reading.at }
}

/** One element that ends at `end` or before. */
function readPart(reading: Reading, end: number, depth: number): Part {
  demand(depth <= limits.berNestingMax, 'nesting')
  const from = reading.at
  const { tag, length, isShortest } = takeHead(reading, end)
  const isConstructed = (tag & constructed) !== 0
  demand(length !== undefined || isConstructed, 'length form')
  const until = length === undefined ? undefined : reading.at + length
  if (!isConstructed) {
    const contentAt = reading.at
    reading.at = until ?? end
    const content = copy(contentAt, reading.at)
    return isShortest ? copy(from, reading.at) : rebuild(tag, [content])
  }
  if (tag === (octetString | constructed)) return rebuild(octetString, readPieces(reading, until, end, depth))
  const parts = readParts(reading, until, end, depth)
  const isWhole = isShortest && parts.every((part) => part.tag === undefined)
  return isWhole ? copy(from, reading.at) : rebuild(tag, parts)
}

/** What a constructed element holds; neighbours that are copied are copied together. */
function readParts(reading: Reading, until: number | undefined, end: number, depth: number): Part[] {
  const parts: Part[] = []
  while (!isOver(reading, until, end)) {
    const from = reading.at
    skipPlain(reading, until ?? end)
    const part = reading.at > from ? copy(from, reading.at) : readPart(reading, until ?? end, depth + 1)
    const last = parts.at(-1)
    if (part.tag === undefined && last?.tag === undefined && last?.to === part.from)
      parts[parts.length - 1] = copy(last.from, part.to)
    else parts.push(part)
  }
  return parts
}

/** Tags of what is neither constructed, nor the end of something, nor longer than an octet. */
const isPlain = Uint8Array.from({ length: 256 }, (_, tag) =>
  tag !== 0 && (tag & constructed) === 0 && (tag & 0x1f) !== 0x1f ? 1 : 0,
)

/** Over elements that are short and plain: nothing in them could be written in another way. */
function skipPlain(reading: Reading, end: number): void {
  const { bytes } = reading
  let at = reading.at
  while (at + 2 <= end) {
    const sizeBytes = bytes[at + 1] as number
    const isWhole = at + 2 + sizeBytes <= end
    if ((isPlain[bytes[at] as number] as number) === 0 || sizeBytes >= 0x80 || !isWhole) break
    at += 2 + sizeBytes
  }
  reading.at = at
}

/** X.690 8.7.3: the pieces of an OCTET STRING, without their heads. */
function readPieces(reading: Reading, until: number | undefined, end: number, depth: number): Part[] {
  demand(depth <= limits.berNestingMax, 'nesting')
  const pieces: Part[] = []
  while (!isOver(reading, until, end)) {
    const { tag, length } = takeHead(reading, until ?? end)
    const pieceEnd = length === undefined ? undefined : reading.at + length
    if (tag === (octetString | constructed)) {
      for (const piece of readPieces(reading, pieceEnd, until ?? end, depth + 1)) pieces.push(piece)
      continue
    }
    demand(tag === octetString && pieceEnd !== undefined, 'piece of a string')
    pieces.push(copy(reading.at, pieceEnd))
    reading.at = pieceEnd
  }
  return pieces
}

/** At its end, or behind the two zeros that stand for it. */
function isOver(reading: Reading, until: number | undefined, end: number): boolean {
  if (until !== undefined) return reading.at === until
  const isEnd = reading.at + 2 <= end && reading.bytes[reading.at] === 0 && reading.bytes[reading.at + 1] === 0
  if (isEnd) reading.at += 2
  return isEnd
}

/** `length` undefined: up to the two zeros. */
function takeHead(reading: Reading, end: number) {
  const { bytes, at } = reading
  const tag = bytes[at] ?? 0
  const first = bytes[at + 1] ?? 0
  demand(at + 2 <= end, 'ends early')
  demand((tag & 0x1f) !== 0x1f, 'long tag')
  demand(tag !== 0, 'tag')
  reading.at += 2
  if (first < 0x80) return takeLength(reading, end, { tag, length: first, isShortest: true })
  if (first === 0x80) return { tag, length: undefined, isShortest: false }
  const count = first & 0x7f
  demand(count <= 4 && reading.at + count <= end, 'length form')
  let length = 0
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[reading.at + i] ?? 0)
  reading.at += count
  return takeLength(reading, end, { tag, length, isShortest: length >= (count === 1 ? 0x80 : 256 ** (count - 1)) })
}

type Head = { readonly tag: number; readonly length: number; readonly isShortest: boolean }

function takeLength({ at }: Reading, end: number, head: Head): Head {
  demand(at + head.length <= end, 'ends early')
  return head
}

function copy(from: number, to: number): Part {
  return { tag: undefined, from, to, parts: [], sizeBytes: to - from }
}

function rebuild(tag: number, parts: readonly Part[]): Part {
  return { tag, from: 0, to: 0, parts, sizeBytes: parts.reduce((sum, part) => sum + totalBytes(part), 0) }
}

function totalBytes({ tag, sizeBytes }: Part): number {
  return tag === undefined ? sizeBytes : 1 + encodeLength(sizeBytes).length + sizeBytes
}

/** Gives where it ended. */
function writePart(out: Bytes, at: number, { tag, from, to, parts, sizeBytes }: Part, bytes: Bytes): number {
  if (tag === undefined) {
    out.set(bytes.subarray(from, to), at)
    return at + sizeBytes
  }
  const length = encodeLength(sizeBytes)
  out[at] = tag
  out.set(length, at + 1)
  let next = at + 1 + length.length
  for (const part of parts) next = writePart(out, next, part, bytes)
  return next
}
