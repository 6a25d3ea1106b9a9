import { CostlyError, spend } from './budget.ts'
import { demandPdf } from './errors.ts'
import { limits } from './limits.ts'
import type { Pdf } from './open-pdf.ts'
import type { PdfDict, PdfRef, PdfValue } from './value.ts'
import { entryOf, nameIn, nullValue } from './value.ts'

export type SignatureField = { readonly field: PdfRef; readonly valueRef: PdfRef; readonly value: PdfDict }
type Form = {
  /** The form itself, and where it stands unless it is in the catalog. */
  readonly dict: PdfDict | undefined
  readonly ref: PdfRef | undefined
  readonly fields: readonly PdfValue[]
}

/** The interactive form of the document (ISO 32000-1 12.7.2). */
export function readAcroForm(pdf: Pdf): Form {
  const entry = entryOf(pdf.catalog, 'AcroForm')
  const dict = pdf.resolve(entry)
  if (dict.kind === 'null') return { dict: undefined, ref: undefined, fields: [] }
  demandPdf(dict.kind === 'dict', 'form')
  const fields = pdf.resolve(entryOf(dict, 'Fields'))
  demandPdf(fields.kind === 'array' || fields.kind === 'null', 'form')
  return { dict, ref: entry.kind === 'ref' ? entry : undefined, fields: fields.kind === 'array' ? fields.items : [] }
}

/** Signature fields that are signed, in the order in which the form lists them. */
export function findSignatureFields(pdf: Pdf): SignatureField[] {
  const found: SignatureField[] = []
  const seen = new Set<number>()
  const { fields } = readAcroForm(pdf)
  spend(pdf.budget, 'steps', fields.length)
  const waiting = fields.map((node) => ({ node, type: nullValue })).reverse()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, type: inherited } = next
    demandPdf(node.kind === 'ref' && !seen.has(node.number), 'form fields')
    spend(pdf.budget, 'fields', 1)
    seen.add(node.number)
    const dict = pdf.resolve(node)
    if (dict.kind !== 'dict') continue
    const own = pdf.resolve(entryOf(dict, 'FT'))
    const type = own.kind === 'null' ? inherited : own
    const valueRef = entryOf(dict, 'V')
    const value = pdf.resolve(valueRef)
    if (nameIn(type) === 'Sig' && value.kind !== 'null') {
      demandPdf(valueRef.kind === 'ref' && value.kind === 'dict', 'signature value')
      if (found.length >= limits.signaturesMax) throw new CostlyError('signatures')
      found.push({ field: node, valueRef, value })
    }
    const kids = pdf.resolve(entryOf(dict, 'Kids'))
    if (kids.kind !== 'array') continue
    spend(pdf.budget, 'steps', kids.items.length)
    for (const kid of kids.items.toReversed()) waiting.push({ node: kid, type })
  }
  return found
}
