import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { decode, encode } from 'cborg'
import { limits } from './limits.ts'

/**
 * What travels (CBOR, RFC 8949):
 *   content  = [name, id, from, to, notAfter, body, payload]      body is JSON in UTF-8, notAfter is milliseconds since 1970
 *   envelope = [1, content, keyId, signature, size, index, [hash…], [envelope…]]
 * The content is signed as it is and kept as received, never written again. The signature covers the root of
 * the Merkle tree over the contents of the batch in which the message left; `index` and the hashes lead there.
 * Enclosures are other parties' envelopes; the body names their digest.
 */
export type Content = {
  readonly name: string
  readonly id: string
  readonly from: string
  readonly to: string
  readonly notAfter: number
  readonly body: Bytes
  readonly payload: Bytes
}

export type Envelope = {
  readonly content: Bytes
  readonly keyId: string
  readonly signature: Bytes
  readonly size: number
  readonly index: number
  readonly path: readonly Bytes[]
  readonly enclosures: readonly Bytes[]
}

const version = 1
const decoding = {
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  strict: true,
  rejectDuplicateMapKeys: true,
  useMaps: false,
} as const

export function encodeContent(content: Content): Bytes {
  const { name, id, from, to, notAfter, body, payload } = content
  return encode([name, id, from, to, notAfter, body, payload])
}

export function encodeEnvelope(envelope: Envelope): Bytes {
  const { content, keyId, signature, size, index, path, enclosures } = envelope
  return encode([version, content, keyId, signature, size, index, path, enclosures])
}

/** Refuses anything that is not exactly an envelope. Never throws. */
export function readEnvelope(bytes: Bytes): Verdict<Envelope, 'MESSAGE_MALFORMED' | 'MESSAGE_TOO_LARGE'> {
  if (bytes.length > 2 * limits.contentSizeBytesMax) return no('MESSAGE_TOO_LARGE', { sizeBytes: bytes.length })
  const parts = readArray(bytes, 8)
  if (parts === undefined) return no('MESSAGE_MALFORMED')
  const [v, content, keyId, signature, size, index, path, enclosures] = parts
  const fits =
    v === version &&
    isBytes(content) &&
    isText(keyId, 64) &&
    isBytes(signature) &&
    signature.length === 64 &&
    isCount(size) &&
    isCount(index) &&
    isBytesList(path, limits.pathLengthMax) &&
    isBytesList(enclosures, limits.enclosuresMax)
  if (!fits) return no('MESSAGE_MALFORMED')
  if (content.length > limits.contentSizeBytesMax) return no('MESSAGE_TOO_LARGE', { sizeBytes: content.length })
  return ok({ content, keyId, signature, size, index, path, enclosures })
}

/** Refuses anything that is not exactly a content. Never throws. */
export function readContent(bytes: Bytes): Verdict<Content, 'MESSAGE_MALFORMED' | 'MESSAGE_TOO_LARGE'> {
  const parts = readArray(bytes, 7)
  if (parts === undefined) return no('MESSAGE_MALFORMED')
  const [name, id, from, to, notAfter, body, payload] = parts
  const fits =
    isText(name, 64) &&
    isText(id, 64) &&
    isText(from, 64) &&
    isText(to, 64) &&
    isCount(notAfter) &&
    isBytes(body) &&
    isBytes(payload)
  if (!fits) return no('MESSAGE_MALFORMED')
  if (body.length > limits.bodySizeBytesMax) return no('MESSAGE_TOO_LARGE', { sizeBytes: body.length })
  if (payload.length > limits.payloadSizeBytesMax) return no('MESSAGE_TOO_LARGE', { sizeBytes: payload.length })
  return ok({ name, id, from, to, notAfter, body, payload })
}

/** A batch on the wire: a CBOR array of envelopes. Refuses too many, too large, not an array. Never throws. */
export function readBatch(bytes: Bytes): Verdict<readonly Bytes[], 'MESSAGE_MALFORMED' | 'MESSAGE_TOO_LARGE'> {
  if (bytes.length > limits.batchSizeBytesMax) return no('MESSAGE_TOO_LARGE', { sizeBytes: bytes.length })
  const list = readArray(bytes)
  return isBytesList(list, limits.batchMessagesMax) ? ok(list) : no('MESSAGE_MALFORMED')
}

export function encodeBatch(envelopes: readonly Bytes[]): Bytes {
  return encode(envelopes)
}

function readArray(bytes: Bytes, length?: number): unknown[] | undefined {
  try {
    const value: unknown = decode(bytes, decoding)
    return Array.isArray(value) && (length === undefined || value.length === length) ? value : undefined
  } catch {
    // cborg throws on everything that is not well-formed; what exactly was wrong is of no use to anyone.
    return undefined
  }
}

function isBytes(value: unknown): value is Bytes {
  return value instanceof Uint8Array
}

function isText(value: unknown, lengthMax: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= lengthMax
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isBytesList(value: unknown, lengthMax: number): value is Bytes[] {
  return Array.isArray(value) && value.length <= lengthMax && value.every(isBytes)
}
