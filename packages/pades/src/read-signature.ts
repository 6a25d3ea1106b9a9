import type { Bytes } from '@madoguchi/kit'
import { readElement } from '@madoguchi/pki/der'
import type { Budget } from './pdf/budget.ts'
import { spend } from './pdf/budget.ts'
import { demandPdf } from './pdf/errors.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import type { SignatureField } from './pdf/signature-fields.ts'
import type { PdfValue } from './pdf/value.ts'
import { entryOf, integerOf, nameIn } from './pdf/value.ts'

export type PdfSignature = {
  /** The two stretches that are signed: all of the document up to `endBytes` but the signature itself. */
  readonly signed: readonly [Bytes, Bytes]
  readonly cms: Bytes
  readonly endBytes: number
  readonly claimedAt: Date | undefined
  readonly reason: string | undefined
}

const subFilters: ReadonlySet<string | undefined> = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached'])

/**
 * Reads one signature of a document (ISO 32000-1 12.8.1). The byte range must leave out the /Contents of this very
 * dictionary, where the cross-reference says it stands, and nothing else. Throws PdfError.
 */
export function readSignature(pdf: Pdf, { valueRef, value }: SignatureField): PdfSignature {
  demandPdf(pdf.xref.get(valueRef.number)?.kind === 'offset', 'signature in an object stream')
  demandPdf(subFilters.has(nameIn(entryOf(value, 'SubFilter'))), 'kind of signature')
  const contents = entryOf(value, 'Contents')
  demandPdf(contents.kind === 'string' && contents.isHex, 'contents')
  const [start, firstLength, secondAt, secondLength] = readRange(entryOf(value, 'ByteRange'))
  const endBytes = secondAt + secondLength
  demandPdf(start === 0 && firstLength === contents.at, 'range: start')
  demandPdf(secondAt === contents.at + contents.raw.length, 'range: gap')
  demandPdf(endBytes <= pdf.bytes.length, 'range: end')
  return {
    signed: [pdf.bytes.subarray(0, firstLength), pdf.bytes.subarray(secondAt, endBytes)],
    cms: readPadded(contents.bytes, pdf.budget),
    endBytes,
    claimedAt: readDate(pdf.resolve(entryOf(value, 'M'))),
    reason: readText(pdf.resolve(entryOf(value, 'Reason'))),
  }
}

function readRange(value: PdfValue): readonly [number, number, number, number] {
  demandPdf(value.kind === 'array' && value.items.length === 4, 'range')
  const [a, b, c, d] = value.items.map(integerOf)
  const isWhole = a !== undefined && b !== undefined && c !== undefined && d !== undefined
  demandPdf(isWhole && a >= 0 && b >= 0 && c >= 0 && d >= 0, 'range')
  return [a, b, c, d]
}

/** One DER element, and zeros up to the end of the room. */
function readPadded(bytes: Bytes, budget: Budget): Bytes {
  const first = bytes[0] === 0x30 ? tryElement(bytes) : undefined
  demandPdf(first !== undefined, 'contents')
  spend(budget, 'bytes', bytes.length)
  for (let at = first.length; at < bytes.length; at++) demandPdf(bytes[at] === 0, 'contents are followed by something')
  return first
}

function tryElement(bytes: Bytes): Bytes | undefined {
  try {
    return readElement(bytes).bytes
  } catch {
    // Whatever DER stumbles over is not a signature.
    return undefined
  }
}

/** D:YYYYMMDDHHmmSS and an offset (7.9.4); undefined when it is written in another way. */
function readDate(value: PdfValue): Date | undefined {
  if (value.kind !== 'string') return undefined
  const text = String.fromCharCode(...value.bytes.subarray(0, 40))
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z(?:00'?00'?)?|([+-]\d\d)'?(\d\d)'?)?$/.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, hours = '+00', minutes = '00'] = match
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${hours}:${minutes}`)
  return Number.isNaN(at.getTime()) ? undefined : at
}

const textBytesMax = 2_000

function readText(value: PdfValue): string | undefined {
  if (value.kind !== 'string' || value.bytes.length > textBytesMax) return undefined
  const { bytes } = value
  const isUtf16 = bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0
  // Of PDFDocEncoding only what is ASCII, the rest as a question mark.
  if (!isUtf16) return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '?')).join('')
  return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
}
