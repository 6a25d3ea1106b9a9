import { spend } from './budget.ts'
import { demandPdf } from './errors.ts'
import type { Pdf } from './open-pdf.ts'
import { readAcroForm } from './signature-fields.ts'
import { readTextString } from './text-string.ts'
import type { PdfDict, PdfRef } from './value.ts'
import { entryOf, integerOf, nameIn, nullValue } from './value.ts'

/** A field, or one of its widgets where these stand apart (ISO 32000-1 12.7.3). */
export type FormField = {
  readonly ref: PdfRef
  readonly dict: PdfDict
  /** `parent.child`. */
  readonly name: string
  readonly type: string | undefined
  readonly flags: number
  /** Where it is seen: itself, or kids without a name. */
  readonly widgets: readonly { readonly ref: PdfRef; readonly dict: PdfDict }[]
  readonly hasValue: boolean
}

/** The fields of the form that have no fields below them, in its order. Throws PdfError and CostlyError. */
export function listFormFields(pdf: Pdf): FormField[] {
  const { fields } = readAcroForm(pdf)
  const found: FormField[] = []
  const seen = new Set<number>()
  const root = { name: '', type: nullValue, flags: 0 }
  const waiting = fields.map((node) => ({ node, above: root })).reverse()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, above } = next
    spend(pdf.budget, 'fields', 1)
    demandPdf(node.kind === 'ref' && !seen.has(node.number), 'form fields')
    seen.add(node.number)
    const dict = pdf.resolve(node)
    if (dict.kind !== 'dict') continue
    const own = readTextString(pdf.resolve(entryOf(dict, 'T')))
    const ownType = pdf.resolve(entryOf(dict, 'FT'))
    const here = {
      name: own === undefined ? above.name : above.name === '' ? own : `${above.name}.${own}`,
      type: ownType.kind === 'null' ? above.type : ownType,
      flags: integerOf(pdf.resolve(entryOf(dict, 'Ff'))) ?? above.flags,
    }
    const kids = pdf.resolve(entryOf(dict, 'Kids'))
    const children = kids.kind === 'array' ? kids.items : []
    spend(pdf.budget, 'steps', children.length)
    const below = children.flatMap((kid) => {
      const child = pdf.resolve(kid)
      return kid.kind === 'ref' && child.kind === 'dict' ? [{ ref: kid, dict: child }] : []
    })
    const isParent = below.some((kid) => entryOf(kid.dict, 'T').kind !== 'null')
    if (isParent) for (const kid of children.toReversed()) waiting.push({ node: kid, above: here })
    else
      found.push({
        ...{ ref: node, dict, name: here.name, flags: here.flags, type: nameIn(here.type) },
        widgets: below.length > 0 ? below : nameIn(entryOf(dict, 'Subtype')) === 'Widget' ? [{ ref: node, dict }] : [],
        hasValue: pdf.resolve(entryOf(dict, 'V')).kind !== 'null',
      })
  }
  return found
}

const readOnlyFlag = 1

/**
 * The signature fields that wait for somebody to sign. Not those that are locked, or whose author asks for more than we write:
 * what else is locked with it (/Lock), or how it is to be signed (/SV).
 */
export function listEmptySignatureFields(pdf: Pdf): FormField[] {
  return listFormFields(pdf).filter(
    ({ type, hasValue, widgets, dict, flags }) =>
      type === 'Sig' &&
      !hasValue &&
      widgets.length === 1 &&
      (flags & readOnlyFlag) === 0 &&
      entryOf(dict, 'Lock').kind === 'null' &&
      entryOf(dict, 'SV').kind === 'null',
  )
}
