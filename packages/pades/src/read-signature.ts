import type { Bytes } from '@madoguchi/kit'
import { MalformedError, readBer } from '@madoguchi/pki/der'
import type { Budget } from './pdf/budget.ts'
import { spend } from './pdf/budget.ts'
import { demandPdf } from './pdf/errors.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import type { SignatureField } from './pdf/signature-fields.ts'
import type { PdfValue } from './pdf/value.ts'
import { entryOf, integerOf, nameIn } from './pdf/value.ts'
import { readClaim } from './read-claim.ts'
import type { SignatureKind } from './signature-kind.ts'
import { nameKind } from './signature-kind.ts'

export type PdfSignature = {
  readonly kind: SignatureKind
  /** The two stretches that are signed: all of the document up to `endBytes` but the signature itself. */
  readonly signed: readonly [Bytes, Bytes]
  readonly cms: Bytes
  readonly endBytes: number
  readonly claimedAt: Date | undefined
  readonly reason: string | undefined
}

/**
 * Reads one signature of a document (ISO 32000-1 12.8.1). The byte range must leave out the /Contents of this very
 * dictionary, where the cross-reference says it stands, and nothing else. Throws PdfError.
 */
export function readSignature(pdf: Pdf, { valueRef, value }: SignatureField): PdfSignature {
  demandPdf(pdf.xref.get(valueRef.number)?.kind === 'offset', 'signature in an object stream')
  const contents = entryOf(value, 'Contents')
  demandPdf(contents.kind === 'string' && contents.isHex, 'contents')
  const [start, firstLength, secondAt, secondLength] = readRange(entryOf(value, 'ByteRange'))
  const endBytes = secondAt + secondLength
  demandPdf(start === 0 && firstLength === contents.at, 'range: start')
  demandPdf(secondAt === contents.at + contents.raw.length, 'range: gap')
  demandPdf(endBytes <= pdf.bytes.length, 'range: end')
  const kind = nameKind(nameIn(pdf.resolve(entryOf(value, 'SubFilter'))))
  return {
    kind,
    signed: [pdf.bytes.subarray(0, firstLength), pdf.bytes.subarray(secondAt, endBytes)],
    cms: kind === 'adbe.x509.rsa_sha1' ? contents.bytes : readPadded(contents.bytes, pdf.budget),
    endBytes,
    claimedAt: readDate(pdf.resolve(entryOf(value, 'M'))),
    reason: readClaim(pdf.resolve(entryOf(value, 'Reason'))),
  }
}

function readRange(value: PdfValue): readonly [number, number, number, number] {
  demandPdf(value.kind === 'array', 'no byte range')
  demandPdf(value.items.length === 4, 'range: parts')
  const [a, b, c, d] = value.items.map(integerOf)
  const isWhole = a !== undefined && b !== undefined && c !== undefined && d !== undefined
  demandPdf(isWhole && a >= 0 && b >= 0 && c >= 0 && d >= 0, 'range: numbers')
  return [a, b, c, d]
}

/** One element in BER, here in DER, and zeros up to the end of the room. */
function readPadded(bytes: Bytes, budget: Budget): Bytes {
  spend(budget, 'bytes', bytes.length)
  const first = bytes[0] === 0x30 ? tryElement(bytes) : undefined
  demandPdf(first !== undefined, 'contents')
  for (let at = first.endAt; at < bytes.length; at++) demandPdf(bytes[at] === 0, 'contents are followed by something')
  return first.der
}

function tryElement(bytes: Bytes): { readonly der: Bytes; readonly endAt: number } | undefined {
  try {
    return readBer(bytes)
  } catch (error) {
    // Whatever BER stumbles over is not a signature.
    if (error instanceof MalformedError) return undefined
    throw error
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
