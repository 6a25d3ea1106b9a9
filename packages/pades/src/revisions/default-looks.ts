import { spend } from '../pdf/budget.ts'
import { demandPdf } from '../pdf/errors.ts'
import { limits } from '../pdf/limits.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf, nameIn } from '../pdf/value.ts'
import { readFieldType } from './form-field.ts'
import { listPages } from './widget-pages.ts'

/**
 * Whether a viewer draws something of a document from the defaults of its form (ISO 32000-2 12.7.4.3), since it has no
 * normal appearance of its own: a field or widget, in the form or beside it, or a text on a page. A signature without one
 * is not drawn.
 */
export function hasDefaultLooks(pdf: Pdf, fields: readonly PdfValue[]): boolean {
  return hasBareField(pdf, fields) || [...listPages(pdf)].some(({ dict }) => hasBareAnnotation(pdf, dict))
}

function hasBareField(pdf: Pdf, fields: readonly PdfValue[], depth = 0): boolean {
  demandPdf(depth < limits.nestingMax, 'form fields')
  return fields.some((item) => {
    spend(pdf.budget, 'fields', 1)
    const field = pdf.resolve(item)
    if (field.kind !== 'dict') return false
    const kids = pdf.resolve(entryOf(field, 'Kids'))
    const isParent = kids.kind === 'array' && kids.items.length > 0
    return isParent ? hasBareField(pdf, kids.items, depth + 1) : !hasPicture(pdf, field)
  })
}

function hasBareAnnotation(pdf: Pdf, page: PdfDict): boolean {
  const annotations = pdf.resolve(entryOf(page, 'Annots'))
  if (annotations.kind !== 'array') return false
  spend(pdf.budget, 'steps', annotations.items.length)
  return annotations.items.some((item) => {
    const dict = pdf.resolve(item)
    if (dict.kind !== 'dict') return false
    const subtype = nameIn(pdf.resolve(entryOf(dict, 'Subtype')))
    return (subtype === 'Widget' || subtype === 'FreeText') && !hasPicture(pdf, dict)
  })
}

function hasPicture(pdf: Pdf, widget: PdfDict): boolean {
  if (readFieldType(pdf, widget) === 'Sig') return true
  const looks = pdf.resolve(entryOf(widget, 'AP'))
  const normal = looks.kind === 'dict' ? entryOf(looks, 'N') : looks
  if (normal.kind === 'ref' && pdf.find(normal.number)?.streamAt !== undefined) return true
  // A button has a picture for each state, but for the one in which it is not drawn.
  const [states, state] = [pdf.resolve(normal), nameIn(pdf.resolve(entryOf(widget, 'AS'))) ?? 'Off']
  if (readFieldType(pdf, widget) !== 'Btn' || states.kind !== 'dict') return false
  const picture = entryOf(states, state)
  const isDrawn = picture.kind === 'ref' && pdf.find(picture.number)?.streamAt !== undefined
  return isDrawn || (state === 'Off' && states.entries.size > 0)
}
