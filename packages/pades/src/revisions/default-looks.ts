import { spend } from '../pdf/budget.ts'
import { demandPdf } from '../pdf/errors.ts'
import { limits } from '../pdf/limits.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf } from '../pdf/value.ts'
import { readFieldType } from './form-field.ts'

/**
 * Whether a viewer draws one of these fields from the defaults of the form (ISO 32000-2 12.7.4.3), since it has no normal
 * appearance of its own. A signature without one is not drawn.
 */
export function hasDefaultLooks(pdf: Pdf, fields: readonly PdfValue[], depth = 0): boolean {
  demandPdf(depth < limits.nestingMax, 'form fields')
  return fields.some((item) => {
    spend(pdf.budget, 'fields', 1)
    const field = pdf.resolve(item)
    if (field.kind !== 'dict') return false
    const kids = pdf.resolve(entryOf(field, 'Kids'))
    const isParent = kids.kind === 'array' && kids.items.length > 0
    return isParent ? hasDefaultLooks(pdf, kids.items, depth + 1) : !hasPicture(pdf, field)
  })
}

function hasPicture(pdf: Pdf, widget: PdfDict): boolean {
  if (readFieldType(pdf, widget) === 'Sig') return true
  const looks = pdf.resolve(entryOf(widget, 'AP'))
  return looks.kind === 'dict' && pdf.resolve(entryOf(looks, 'N')).kind !== 'null'
}
