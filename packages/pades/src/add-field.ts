import type { Bytes } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'
import { encodeAppearanceEntry, makeAppearance, sizeOfDrawing } from './make-appearance.ts'
import { CostlyError } from './pdf/budget.ts'
import { demandPdf } from './pdf/errors.ts'
import type { Box, FoundPage } from './pdf/find-page.ts'
import { findPdfPage, readRectangle } from './pdf/find-page.ts'
import type { FormField } from './pdf/form-fields.ts'
import { listFormFields } from './pdf/form-fields.ts'
import { limits } from './pdf/limits.ts'
import { nextNumber } from './pdf/next-number.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import { findSignatureFields, readAcroForm } from './pdf/signature-fields.ts'
import type { PdfRef, PdfValue } from './pdf/value.ts'
import { entryOf, integerOf } from './pdf/value.ts'
import type { NewObject } from './pdf/write-update.ts'
import { encodeChanged, encodeText } from './pdf/write-value.ts'
import type { Corner } from './place-seal.ts'
import { placeInCorner } from './place-seal.ts'

/** What a signature looks like: a drawing of one page, and where it stands unless the field says so. */
export type Looks = { readonly drawing: Pdf; readonly page: FoundPage; readonly corner: Corner }

type Given = {
  /** The signature dictionary. */
  readonly value: Bytes
  readonly looks: Looks | undefined
}

/**
 * The objects that put a signed signature field on a page, the first where nothing is drawn: the value, the field with its
 * widget, its looks, and new versions of form, catalog and page. Whatever else these say stays as it is.
 */
export function addField(pdf: Pdf, { value, looks }: Given): NewObject[] {
  const valueNumber = nextNumber(pdf)
  const fieldNumber = valueNumber + 1
  const page = looks?.page ?? findPdfPage(pdf, 1)
  demandPdf(page !== undefined, 'no page')
  demandRoom(pdf)
  const place = looks && placeInCorner(page, sizeOfDrawing(looks.drawing), looks.corner)
  const drawn = looks && place && makeAppearance({ ...looks, place, turned: page.turned, firstNumber: fieldNumber + 1 })
  const field = encodeChanged(undefined, {
    Type: '/Annot',
    Subtype: '/Widget',
    FT: '/Sig',
    T: encodeText(nameNewField(pdf, valueNumber)),
    TU: encodeText('電子署名'),
    V: `${valueNumber} 0 R`,
    // Printed and locked; without looks it has no extent, and nothing of it is seen.
    F: '132',
    Rect: place === undefined ? '[0 0 0 0]' : encodeBox(place),
    P: page.ref.raw,
    ...(drawn === undefined ? {} : { AP: encodeAppearanceEntry(drawn.number) }),
  })
  return demandDistinct([
    { number: valueNumber, generation: 0, body: value },
    { number: fieldNumber, generation: 0, body: field },
    ...(drawn?.objects ?? []),
    ...renewForm(pdf, fieldNumber),
    addAnnotation(pdf, page, fieldNumber),
  ])
}

/** The same with a field that stands in the document and waits for a signature: where it is seen, it gets the looks. */
export function fillField(pdf: Pdf, { ref, dict, widgets }: FormField, { value, looks }: Given): NewObject[] {
  const valueNumber = nextNumber(pdf)
  demandRoom(pdf)
  const [widget] = widgets
  const place = widget && readRectangle(pdf, pdf.resolve(entryOf(widget.dict, 'Rect')))
  const drawn =
    looks && place && makeAppearance({ ...looks, place, turned: looks.page.turned, firstNumber: valueNumber + 1 })
  const signed = { V: `${valueNumber} 0 R` }
  const shown = drawn === undefined ? {} : { AP: encodeAppearanceEntry(drawn.number) }
  const isOne = widget?.ref.number === ref.number
  return demandDistinct([
    { number: valueNumber, generation: 0, body: value },
    ...(drawn?.objects ?? []),
    renew(ref, encodeChanged(dict, isOne ? { ...signed, ...shown } : signed)),
    ...(isOne || drawn === undefined || widget === undefined
      ? []
      : [renew(widget.ref, encodeChanged(widget.dict, shown))]),
    ...renewForm(pdf, undefined),
  ])
}

/** The form with one field more, or none, that says that it is signed; nothing where it says all that already. */
function renewForm(pdf: Pdf, added: number | undefined): NewObject[] {
  const form = readAcroForm(pdf)
  const flags = form.dict === undefined ? 0 : (integerOf(pdf.resolve(entryOf(form.dict, 'SigFlags'))) ?? 0)
  if (added === undefined && (flags & 3) === 3) return []
  const changed = encodeChanged(form.dict, {
    ...(added === undefined ? {} : { Fields: encodeList(form.fields, added) }),
    // SignaturesExist and AppendOnly (ISO 32000-1 table 219).
    SigFlags: `${flags | 3}`,
  })
  if (form.ref !== undefined) return [renew(form.ref, changed)]
  return [renew(pdf.catalogRef, encodeChanged(pdf.catalog, { AcroForm: changed }))]
}

function demandRoom(pdf: Pdf): void {
  if (findSignatureFields(pdf).length >= limits.signaturesMax) throw new CostlyError('signatures')
}

/** Two fields of one name would be one field. */
function nameNewField(pdf: Pdf, number: number): string {
  const taken = new Set(listFormFields(pdf).map(({ name }) => name))
  for (let n = number; ; n++) if (!taken.has(`Signature${n}`)) return `Signature${n}`
}

function demandDistinct(objects: NewObject[]): NewObject[] {
  demandPdf(new Set(objects.map(({ number }) => number)).size === objects.length, 'one object for two things')
  return objects
}

function addAnnotation(pdf: Pdf, page: Pick<FoundPage, 'ref' | 'dict'>, fieldNumber: number): NewObject {
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

function encodeBox({ left, bottom, right, top }: Box): string {
  return `[${[left, bottom, right, top].map((value) => value.toFixed(2)).join(' ')}]`
}
