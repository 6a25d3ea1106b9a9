import type { Bytes } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'
import { CostlyError } from './pdf/budget.ts'
import { demandPdf } from './pdf/errors.ts'
import { getFirstPage } from './pdf/first-page.ts'
import { limits } from './pdf/limits.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import { findSignatureFields, readAcroForm } from './pdf/signature-fields.ts'
import type { PdfDict, PdfRef, PdfValue } from './pdf/value.ts'
import { entryOf, integerOf } from './pdf/value.ts'
import type { NewObject } from './pdf/write-update.ts'
import { nextNumber } from './pdf/write-update.ts'
import { encodeChanged, encodeText } from './pdf/write-value.ts'

/**
 * The objects that put a signed, invisible signature field on the first page: the value (which `value` gives), the
 * field with its widget, and new versions of form, catalog and page. Whatever else these say stays as it is.
 */
export function addField(pdf: Pdf, value: Bytes): NewObject[] {
  const valueNumber = nextNumber(pdf)
  const fieldNumber = valueNumber + 1
  const page = getFirstPage(pdf)
  const form = readAcroForm(pdf)
  if (findSignatureFields(pdf).length >= limits.signaturesMax) throw new CostlyError('signatures')
  const flags = form.dict === undefined ? 0 : (integerOf(pdf.resolve(entryOf(form.dict, 'SigFlags'))) ?? 0)
  const newForm = encodeChanged(form.dict, {
    Fields: encodeList(form.fields, fieldNumber),
    // SignaturesExist and AppendOnly (ISO 32000-1 table 219).
    SigFlags: `${flags | 3}`,
  })
  const field = encodeChanged(undefined, {
    Type: '/Annot',
    Subtype: '/Widget',
    FT: '/Sig',
    T: encodeText(`Signature${valueNumber}`),
    TU: encodeText('電子署名'),
    V: `${valueNumber} 0 R`,
    // Printed and locked, without extent: nothing of it is seen.
    F: '132',
    Rect: '[0 0 0 0]',
    P: page.ref.raw,
  })
  const changed: NewObject[] = [
    { number: valueNumber, generation: 0, body: value },
    { number: fieldNumber, generation: 0, body: field },
    ...(form.ref === undefined
      ? [renew(pdf.catalogRef, encodeChanged(pdf.catalog, { AcroForm: newForm }))]
      : [renew(form.ref, newForm)]),
    addAnnotation(pdf, page, fieldNumber),
  ]
  demandPdf(new Set(changed.map(({ number }) => number)).size === changed.length, 'one object for two things')
  return changed
}

function addAnnotation(pdf: Pdf, page: { ref: PdfRef; dict: PdfDict }, fieldNumber: number): NewObject {
  const entry = entryOf(page.dict, 'Annots')
  const annotations = pdf.resolve(entry)
  demandPdf(annotations.kind === 'array' || annotations.kind === 'null', 'annotations')
  const list = encodeList(annotations.kind === 'array' ? annotations.items : [], fieldNumber)
  if (entry.kind === 'ref' && annotations.kind === 'array') return renew(entry, list)
  return renew(page.ref, encodeChanged(page.dict, { Annots: list }))
}

function renew({ number, generation }: PdfRef, body: Bytes): NewObject {
  return { number, generation, body }
}

function encodeList(items: readonly PdfValue[], added: number): Bytes {
  const space = utf8.encode(' ')
  return concat(utf8.encode('['), ...items.flatMap(({ raw }) => [raw, space]), utf8.encode(`${added} 0 R]`))
}
