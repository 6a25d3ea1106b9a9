import { spend } from '../pdf/budget.ts'
import { demandPdf } from '../pdf/errors.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import { readAcroForm } from '../pdf/signature-fields.ts'
import { readTextString } from '../pdf/text-string.ts'
import { entryOf } from '../pdf/value.ts'

/**
 * What the form leads to, and under which names (ISO 32000-2 12.7.4): fields, those above them, and their widgets, by
 * number. What looks like a field and is not here is none.
 */
export type FormNodes = { readonly numbers: ReadonlySet<number>; readonly names: ReadonlySet<string> }

export function readFormNodes(pdf: Pdf): FormNodes {
  const numbers = new Set<number>()
  const names = new Set<string>()
  const waiting = readAcroForm(pdf).fields.map((node) => ({ node, above: '' }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, above } = next
    spend(pdf.budget, 'fields', 1)
    if (node.kind !== 'ref') continue
    demandPdf(!numbers.has(node.number), 'form fields')
    numbers.add(node.number)
    const dict = pdf.resolve(node)
    if (dict.kind !== 'dict') continue
    const own = readTextString(pdf.resolve(entryOf(dict, 'T')))
    const name = own === undefined || above === '' ? (own ?? above) : `${above}.${own}`
    names.add(name)
    const kids = pdf.resolve(entryOf(dict, 'Kids'))
    if (kids.kind === 'array') for (const kid of kids.items) waiting.push({ node: kid, above: name })
  }
  return { numbers, names }
}
