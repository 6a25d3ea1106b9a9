import { demandPdf } from '../pdf/errors.ts'
import { limits } from '../pdf/limits.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import { readTextString } from '../pdf/text-string.ts'
import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf, nameIn, nullValue } from '../pdf/value.ts'

/** A field and those above it, itself first (ISO 32000-2 12.7.4.1). */
function listLine(pdf: Pdf, field: PdfDict): PdfDict[] {
  const line: PdfDict[] = []
  for (let node: PdfValue = field; node.kind === 'dict'; node = pdf.resolve(entryOf(node, 'Parent'))) {
    demandPdf(line.length < limits.referencesMax, 'form fields')
    line.push(node)
  }
  return line
}

/** An entry that a field has itself or inherits. */
export function readInherited(pdf: Pdf, field: PdfDict, key: string): PdfValue {
  for (const node of listLine(pdf, field)) {
    const value = entryOf(node, key)
    if (value.kind !== 'null') return value
  }
  return nullValue
}

export function readFieldType(pdf: Pdf, field: PdfDict): string | undefined {
  return nameIn(pdf.resolve(readInherited(pdf, field, 'FT')))
}

/** 12.7.4.2: the names from the top down, with points between. */
export function readFieldName(pdf: Pdf, field: PdfDict): string {
  const names = listLine(pdf, field).flatMap((node) => {
    const name = readTextString(pdf.resolve(entryOf(node, 'T')))
    return name === undefined ? [] : [name]
  })
  return names.reverse().join('.')
}
