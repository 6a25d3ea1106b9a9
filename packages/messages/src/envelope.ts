import type { Bytes, Verdict } from '@madoguchi/kit'
import { equalBytes, no, ok, utf8 } from '@madoguchi/kit'
import { encode } from 'cborg'
import { readBytesList, readCbor } from './cbor.ts'
import { limits } from './limits.ts'
import type { ReceiptForm } from './receipt.ts'

/**
 * What travels (CBOR in its deterministic encoding, RFC 8949 section 4.2.1):
 *   content  = [name, id, from, to, notAfter, body, payload]      body is JSON in UTF-8, notAfter is milliseconds since 1970
 *   envelope = [1, content, keyId, signature, size, index, [hash…], [envelope…]]
 * The content is signed as it is and kept as received, never written again. The signature covers the root of
 * the Merkle tree over the contents of the batch in which the message left; `index` and the hashes lead there.
 * Enclosures are envelopes of their own, which the signature does not cover; the body names their digest.
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
  if (bytes.length > limits.envelopeSizeBytesMax) return no('MESSAGE_TOO_LARGE', { sizeBytes: bytes.length })
  const envelope = readCbor(bytes, (reader) =>
    reader.array(8) === 8 && reader.count() === version
      ? {
          content: reader.bytes(),
          keyId: reader.text(limits.wordSizeBytesMax),
          signature: reader.bytes(),
          size: reader.count(),
          index: reader.count(),
          path: readBytesList(reader, limits.pathLengthMax),
          enclosures: readBytesList(reader, limits.enclosuresMax),
        }
      : undefined,
  )
  if (envelope === undefined || envelope.signature.length !== 64) return no('MESSAGE_MALFORMED')
  const sizeBytes = envelope.content.length
  return sizeBytes > limits.contentSizeBytesMax ? no('MESSAGE_TOO_LARGE', { sizeBytes }) : ok(envelope)
}

/** Refuses anything that is not exactly a content. Never throws. */
export function readContent(bytes: Bytes): Verdict<Content, 'MESSAGE_MALFORMED' | 'MESSAGE_TOO_LARGE'> {
  const content = readCbor(bytes, (reader) =>
    reader.array(7) === 7
      ? {
          name: reader.text(limits.wordSizeBytesMax),
          id: reader.text(limits.wordSizeBytesMax),
          from: reader.text(limits.wordSizeBytesMax),
          to: reader.text(limits.wordSizeBytesMax),
          notAfter: reader.count(),
          body: reader.bytes(),
          payload: reader.bytes(),
        }
      : undefined,
  )
  if (content === undefined) return no('MESSAGE_MALFORMED')
  const { body, payload } = content
  if (body.length > limits.bodySizeBytesMax) return no('MESSAGE_TOO_LARGE', { sizeBytes: body.length })
  if (payload.length > limits.payloadSizeBytesMax) return no('MESSAGE_TOO_LARGE', { sizeBytes: payload.length })
  return ok(content)
}

/**
 * Stands in a batch in place of an envelope: its sender reads receipts of the second form, which name it. Whoever knows only the
 * first finds no message in it, and says so of bytes that nobody asks about.
 */
const receiptRequest = utf8.encode('receipt/2')

export function isReceiptRequest(item: Bytes): boolean {
  return equalBytes(item, receiptRequest)
}

/** A batch on the wire: a CBOR array of envelopes, and of a request where there is one. Refuses too many, too large, not an array. Never throws. */
export function readBatch(bytes: Bytes): Verdict<readonly Bytes[], 'MESSAGE_MALFORMED' | 'MESSAGE_TOO_LARGE'> {
  if (bytes.length > limits.batchSizeBytesMax) return no('MESSAGE_TOO_LARGE', { sizeBytes: bytes.length })
  const list = readCbor(bytes, (reader) => readBytesList(reader, limits.batchMessagesMax))
  return list === undefined ? no('MESSAGE_MALFORMED') : ok(list)
}

/** `receiptForm` is what the sender reads: the first form, unless told. A batch that asks for the second holds one envelope less. */
export function encodeBatch(
  envelopes: readonly Bytes[],
  { receiptForm = 1 }: { receiptForm?: ReceiptForm } = {},
): Bytes {
  return encode(receiptForm === 1 ? envelopes : [receiptRequest, ...envelopes])
}
