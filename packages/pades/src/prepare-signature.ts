import assert from 'node:assert/strict'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError, concat, equalBytes, hex, no, ok, sha256, utf8 } from '@madoguchi/kit'
import { parseCertificate } from '@madoguchi/pki'
import { addField } from './add-field.ts'
import { findSignObstacle, readSignable } from './check-signable.ts'
import { encodeSignedAttributes } from './cms/encode-signed-attributes.ts'
import { encodeSignedData } from './cms/encode-signed-data.ts'
import { isSignatureOf } from './cms/verify-signature.ts'
import type { SignDocumentCode } from './errors.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import { writeUpdate } from './pdf/write-update.ts'
import { encodeChanged, encodeDate, encodeText } from './pdf/write-value.ts'

type PrepareOptions = {
  readonly pdf: Bytes
  /** Claimed by the signer and written as /M; only a time stamp proves a time. */
  readonly at: Date
  readonly name?: string
  readonly reason?: string
  readonly location?: string
}

type AssembleOptions = {
  /** The signer's certificate (DER). */
  readonly certificate: Bytes
  /** CA certificates (DER) that go along, the issuer first. */
  readonly chain?: readonly Bytes[]
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the signed attributes. */
  readonly signature: Bytes
  /** What `requestTimeStamp` gave for this signature. */
  readonly timeStampToken?: Bytes
}

type PreparedSignature = {
  /** The DER of the signed attributes (PAdES B-B): what the card hashes with SHA-256 and signs. */
  composeSignedAttributes(certificate: Bytes): Bytes
  /**
   * The signed document; the original is its beginning, byte by byte. Throws AppError SIGNATURE_VALUE when the
   * signature is not one by this certificate, SIGNATURE_TOO_LARGE, CERT_MALFORMED.
   */
  assemble(options: AssembleOptions): Bytes
}

/** Room for certificates and a time stamp with its own. */
const contentsBytes = 24 * 1024

/**
 * Adds an invisible signature field to a PDF as an incremental update: PAdES B-B once it is signed, B-T with a time
 * stamp (ETSI EN 319 142-1). Never throws, whatever the bytes. Everything that is signed is composed here.
 */
export function prepareSignature(options: PrepareOptions): Verdict<PreparedSignature, SignDocumentCode> {
  const original = new Uint8Array(options.pdf)
  const opened = readSignable(original, (pdf) => {
    const obstacle = findSignObstacle(pdf)
    return obstacle === undefined ? placeSignature(pdf, options) : obstacle
  })
  if (!opened.ok) return opened
  if (typeof opened.value === 'string') return no('DOCUMENT_SIGN_REFUSED', { reason: opened.value })
  const { bytes, contentsAt, contentsEnd } = opened.value
  assert(equalBytes(bytes.subarray(0, original.length), original), 'an update changed what was there')
  const digest = sha256(bytes.subarray(0, contentsAt), bytes.subarray(contentsEnd))
  return ok({
    composeSignedAttributes: (certificate) => encodeSignedAttributes(digest, certificate),
    assemble: (parts) => fill({ bytes, contentsAt, cms: composeCms(digest, parts) }),
  })
}

type Placed = { readonly bytes: Bytes; readonly contentsAt: number; readonly contentsEnd: number }

/** Numbers of the byte range have ten digits' room, since they are known only when everything stands. */
const rangeRoom = ' '.repeat(40)
const marker = '/ByteRange [0 '

function placeSignature(pdf: Pdf, { at, name, reason, location }: PrepareOptions): Placed {
  const text = (value: string | undefined, key: string) => (value === undefined ? {} : { [key]: encodeText(value) })
  const value = encodeChanged(undefined, {
    Type: '/Sig',
    Filter: '/Adobe.PPKLite',
    SubFilter: '/ETSI.CAdES.detached',
    ByteRange: `[0 ${rangeRoom}]`,
    Contents: `<${'0'.repeat(contentsBytes * 2)}>`,
    M: encodeDate(at),
    ...text(name, 'Name'),
    ...text(reason, 'Reason'),
    ...text(location, 'Location'),
  })
  const bytes = writeUpdate(pdf, addField(pdf, value))
  // The value is the first object of the update, and the byte range the first thing in it that is called so.
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const rangeAt = view.indexOf(marker, pdf.bytes.length) + marker.length
  const contentsAt = view.indexOf('/Contents <', rangeAt) + '/Contents '.length
  const contentsEnd = contentsAt + contentsBytes * 2 + 2
  const range = `${contentsAt} ${contentsEnd} ${bytes.length - contentsEnd}`.padEnd(rangeRoom.length)
  assert(rangeAt > marker.length && range.length === rangeRoom.length, 'byte range')
  bytes.set(utf8.encode(range), rangeAt)
  return { bytes, contentsAt, contentsEnd }
}

function composeCms(digest: Bytes, { certificate, chain = [], signature, timeStampToken }: AssembleOptions): Bytes {
  const parsed = parseCertificate(certificate)
  if (!parsed.ok) throw new AppError('CERT_MALFORMED', 'The certificate of the signer cannot be read.')
  const signedAttributes = encodeSignedAttributes(digest, certificate)
  const proof = { algorithm: '1.2.840.113549.1.1.11', digest: 'sha256', signed: [signedAttributes], signature } as const
  if (isSignatureOf({ certificate: parsed.value, ...proof }) !== true)
    throw new AppError('SIGNATURE_VALUE', 'The signature is not one of this certificate over this document.')
  return encodeSignedData({ certificate: parsed.value, chain, signedAttributes, signature, timeStampToken })
}

function fill({ bytes, contentsAt, cms }: { bytes: Bytes; contentsAt: number; cms: Bytes }): Bytes {
  if (cms.length > contentsBytes)
    throw new AppError('SIGNATURE_TOO_LARGE', 'Certificates and time stamp are longer than the room for them.', {
      facts: { bytes: cms.length, room: contentsBytes },
    })
  const contents = utf8.encode(hex.encode(cms))
  return concat(bytes.subarray(0, contentsAt + 1), contents, bytes.subarray(contentsAt + 1 + contents.length))
}
