import { hash, timingSafeEqual } from 'node:crypto'

export type Bytes = Uint8Array

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const utf8 = {
  encode: (text: string): Bytes => encoder.encode(text),
  /** Throws a TypeError on bytes that are not UTF-8. */
  decode: (bytes: Bytes): string => decoder.decode(bytes),
}

export const hex = {
  encode: (bytes: Bytes): string => view(bytes).toString('hex'),
  /** Throws a RangeError on odd length or a character that is no hex digit. White space is allowed. */
  decode: (text: string): Bytes => {
    const compact = text.replace(/\s+/g, '')
    // Without a group that repeats: of a few million pairs each would be remembered, until the stack is full.
    if (compact.length % 2 !== 0 || /[^0-9a-fA-F]/.test(compact)) throw new RangeError('not hexadecimal')
    return new Uint8Array(Buffer.from(compact, 'hex'))
  },
}

export const base64url = {
  encode: (bytes: Bytes): string => view(bytes).toString('base64url'),
  /** Throws a RangeError on anything but the canonical unpadded form (RFC 4648 section 5). */
  decode: (text: string): Bytes => {
    const bytes = new Uint8Array(Buffer.from(text, 'base64url'))
    if (base64url.encode(bytes) !== text) throw new RangeError('not canonical base64url')
    return bytes
  },
}

export const base64 = {
  encode: (bytes: Bytes): string => view(bytes).toString('base64'),
  /** Throws a RangeError on anything but canonical padded base64 (RFC 4648 section 4). */
  decode: (text: string): Bytes => {
    const bytes = new Uint8Array(Buffer.from(text, 'base64'))
    if (base64.encode(bytes) !== text) throw new RangeError('not canonical base64')
    return bytes
  },
}

export function concat(...parts: readonly Bytes[]): Bytes {
  let sizeBytes = 0
  for (const part of parts) sizeBytes += part.length
  const out = new Uint8Array(sizeBytes)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Compares in constant time for equal lengths. */
export function equalBytes(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** In one shot: for what we hash, copying the parts together is cheaper than a hash object. */
export function sha256(...parts: readonly Bytes[]): Bytes {
  const [first] = parts
  const digest = hash('sha256', parts.length === 1 && first !== undefined ? first : concat(...parts), 'buffer')
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength)
}

function view(bytes: Bytes): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
