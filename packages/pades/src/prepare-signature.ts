import assert from 'node:assert/strict'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError, concat, equalBytes, hex, no, ok, sha256, utf8 } from '@madoguchi/kit'
import { parseCertificate } from '@madoguchi/pki'
import type { Looks } from './add-field.ts'
import { addField, fillField } from './add-field.ts'
import { findSignObstacle, readSignable } from './check-signable.ts'
import { encodeSignedAttributes } from './cms/encode-signed-attributes.ts'
import { encodeSignedData } from './cms/encode-signed-data.ts'
import { isSignatureOf } from './cms/verify-signature.ts'
import { demandSound } from './demand-sound.ts'
import type { SignDocumentCode } from './errors.ts'
import type { FoundPage } from './pdf/find-page.ts'
import { findPdfPage } from './pdf/find-page.ts'
import type { FormField } from './pdf/form-fields.ts'
import { listEmptySignatureFields } from './pdf/form-fields.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import { openPdf } from './pdf/open-pdf.ts'
import { entryOf } from './pdf/value.ts'
import { writeUpdate } from './pdf/write-update.ts'
import { encodeChanged, encodeDate, encodeText } from './pdf/write-value.ts'
import type { Corner } from './place-seal.ts'

type PrepareOptions = {
  readonly pdf: Bytes
  /** Claimed by the signer and written as /M; only a time stamp proves a time. */
  readonly at: Date
  readonly name?: string
  readonly reason?: string
  readonly location?: string
  /**
   * The signature field that is signed, by its whole name. Without one it is the only one that waits for a signature, and
   * where none or several wait, one that is added.
   */
  readonly field?: string
  /** What is seen of the signature; without it nothing is. */
  readonly seal?: Seal
}

type Seal = {
  /** A PDF whose first page is the drawing, as large as it is to be seen. */
  readonly drawing: Bytes
  /** From 1; of no account where a field of the document is signed, which has its place. */
  readonly page: number
  readonly corner: Corner
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
  /** The field of the document that is signed, or undefined where one was added. */
  readonly filled: string | undefined
  /** The DER of the signed attributes (PAdES B-B): what the card hashes with SHA-256 and signs. */
  composeSignedAttributes(certificate: Bytes): Bytes
  /**
   * The signed document; the original is its beginning, byte by byte. Throws AppError SIGNATURE_VALUE when the
   * signature is not one by this certificate, SIGNATURE_TOO_LARGE, CERT_MALFORMED, and SIGNATURE_UNSOUND when what was made,
   * read again, is not what was meant.
   */
  assemble(options: AssembleOptions): Bytes
}

/** Room for certificates and a time stamp with its own. */
const contentsBytes = 24 * 1024

/**
 * Signs a field of a PDF, or adds one that is not seen unless it gets a seal, as an incremental update: PAdES B-B once it is
 * signed, B-T with a time stamp (ETSI EN 319 142-1). Never throws, whatever the bytes. Everything that is signed is
 * composed here.
 */
export function prepareSignature(options: PrepareOptions): Verdict<PreparedSignature, SignDocumentCode> {
  const original = new Uint8Array(options.pdf)
  const opened = readSignable(original, (pdf) => {
    const obstacle = findSignObstacle(pdf)
    return obstacle === undefined ? placeSignature(pdf, options) : obstacle
  })
  if (!opened.ok) return opened
  if (typeof opened.value === 'string') return no('DOCUMENT_SIGN_REFUSED', { reason: opened.value })
  const { bytes, contentsAt, contentsEnd, filled } = opened.value
  assert(equalBytes(bytes.subarray(0, original.length), original), 'an update changed what was there')
  const digest = sha256(bytes.subarray(0, contentsAt), bytes.subarray(contentsEnd))
  return ok({
    filled,
    composeSignedAttributes: (certificate) => encodeSignedAttributes(digest, certificate),
    assemble(parts) {
      const made = fill({ bytes, contentsAt, cms: composeCms(digest, parts) })
      demandSound(made, { original, certificate: parts.certificate })
      return made
    },
  })
}

type Placed = {
  readonly bytes: Bytes
  readonly contentsAt: number
  readonly contentsEnd: number
  readonly filled: string | undefined
}

/** Numbers of the byte range have ten digits' room, since they are known only when everything stands. */
const rangeRoom = ' '.repeat(40)
const marker = '/ByteRange [0 '

function placeSignature(pdf: Pdf, options: PrepareOptions): Placed | 'field' | 'page' {
  const { at, name, reason, location, seal } = options
  const field = chooseField(pdf, options.field)
  const looks = seal && readLooks(pdf, seal, field)
  if (field === 'field' || looks === 'page') return field === 'field' ? field : 'page'
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
  const given = { value, looks }
  const bytes = writeUpdate(pdf, field === undefined ? addField(pdf, given) : fillField(pdf, field, given))
  // The value is the first object of the update, and the byte range the first thing in it that is called so.
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const rangeAt = view.indexOf(marker, pdf.bytes.length) + marker.length
  const contentsAt = view.indexOf('/Contents <', rangeAt) + '/Contents '.length
  const contentsEnd = contentsAt + contentsBytes * 2 + 2
  const range = `${contentsAt} ${contentsEnd} ${bytes.length - contentsEnd}`.padEnd(rangeRoom.length)
  assert(rangeAt > marker.length && range.length === rangeRoom.length, 'byte range')
  bytes.set(utf8.encode(range), rangeAt)
  return { bytes, contentsAt, contentsEnd, filled: field?.name }
}

/** The field that is signed; undefined where one is added, 'field' where the one that was named does not wait for a signature. */
function chooseField(pdf: Pdf, name: string | undefined): FormField | 'field' | undefined {
  const empty = listEmptySignatureFields(pdf)
  if (name !== undefined) return empty.find((field) => field.name === name) ?? 'field'
  return empty.length === 1 ? empty[0] : undefined
}

/** The drawing and its page, 'page' where the document has none of that number. */
function readLooks(pdf: Pdf, { drawing, page, corner }: Seal, field: FormField | 'field' | undefined): Looks | 'page' {
  const own = typeof field === 'object' ? findPageOfWidget(pdf, field) : undefined
  const found = own ?? findPdfPage(pdf, field === undefined ? page : 1)
  return found === undefined ? 'page' : { drawing: openPdf(drawing), page: found, corner }
}

function findPageOfWidget(pdf: Pdf, { widgets: [widget] }: FormField): FoundPage | undefined {
  const page = widget && entryOf(widget.dict, 'P')
  if (page?.kind !== 'ref') return undefined
  for (let number = 1; ; number++) {
    const found = findPdfPage(pdf, number)
    if (found === undefined || found.ref.number === page.number) return found
  }
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
