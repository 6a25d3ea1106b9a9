import type { Bytes } from '@madoguchi/kit'

/** Takes one item after the other; throws a RangeError or TypeError at the first byte that does not fit. */
export type CborReader = {
  /** The number of items that follow. */
  array(lengthMax: number): number
  count(): number
  /** A view of the bytes as received, not a copy. */
  bytes(): Bytes
  /** 1 to `sizeBytesMax` bytes of UTF-8. */
  text(sizeBytesMax: number): string
  textOrNull(sizeBytesMax: number): string | null
}

const major = { count: 0, bytes: 2, text: 3, array: 4 } as const
const nullByte = 0xf6
/** The smallest value that may stand in 1, 2, 4 and 8 bytes after the head (RFC 8949 section 4.2.1). */
const leastBySize = { 1: 24, 2: 2 ** 8, 4: 2 ** 16, 8: 2 ** 32 } as const

// A byte order mark is text like any other here: dropping it would give two encodings of one string.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads the few kinds of CBOR item that we use, in their one deterministic encoding: shortest heads, definite
 * lengths, no floats, no tags, no maps, nothing after the end. The caller asks for what must come, so a hostile
 * length or nesting costs nothing. Gives undefined for everything else. Never throws.
 */
export function readCbor<T>(bytes: Bytes, take: (reader: CborReader) => T): T | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0

  function head(wanted: number): number {
    const first = view.getUint8(at++)
    if (first >> 5 !== wanted) throw new RangeError('another kind of item')
    const info = first & 31
    if (info < 24) return info
    if (info > 27) throw new RangeError('indefinite length')
    const size = (1 << (info - 24)) as 1 | 2 | 4 | 8
    const value = size === 8 ? Number(view.getBigUint64(at)) : readSmall(view, at, size)
    if (value < leastBySize[size] || !Number.isSafeInteger(value)) throw new RangeError('not the shortest head')
    at += size
    return value
  }

  function run(sizeBytes: number): Bytes {
    if (sizeBytes > bytes.length - at) throw new RangeError('ends too early')
    at += sizeBytes
    return new Uint8Array(bytes.buffer, bytes.byteOffset + at - sizeBytes, sizeBytes)
  }

  function text(sizeBytesMax: number): string {
    const sizeBytes = head(major.text)
    if (sizeBytes < 1 || sizeBytes > sizeBytesMax) throw new RangeError('text out of bounds')
    return decoder.decode(run(sizeBytes))
  }

  const reader: CborReader = {
    array(lengthMax) {
      const length = head(major.array)
      if (length > lengthMax) throw new RangeError('list out of bounds')
      return length
    },
    count: () => head(major.count),
    bytes: () => run(head(major.bytes)),
    text,
    textOrNull(sizeBytesMax) {
      if (bytes[at] !== nullByte) return text(sizeBytesMax)
      at += 1
      return null
    },
  }

  try {
    const value = take(reader)
    return at === bytes.length ? value : undefined
  } catch {
    // Which byte was wrong is of no use to anyone.
    return undefined
  }
}

/** A list of byte strings. */
export function readBytesList(reader: CborReader, lengthMax: number): Bytes[] {
  return Array.from({ length: reader.array(lengthMax) }, () => reader.bytes())
}

function readSmall(view: DataView, at: number, size: 1 | 2 | 4): number {
  if (size === 1) return view.getUint8(at)
  return size === 2 ? view.getUint16(at) : view.getUint32(at)
}
