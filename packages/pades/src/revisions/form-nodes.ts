import { spend } from '../pdf/budget.ts'
import { demandPdf } from '../pdf/errors.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import { readAcroForm } from '../pdf/signature-fields.ts'
import { readTextString } from '../pdf/text-string.ts'
import type { PdfDict, PdfRef, PdfValue } from '../pdf/value.ts'
import { entryOf } from '../pdf/value.ts'
import type { HeldReference } from './held-references.ts'
import { listHidden } from './hidden-fields.ts'

/**
 * What the form leads to (ISO 32000-2 12.7.4): fields, those above them, and their widgets, by number. What looks like a
 * field and is not here is none.
 */
export type FormNodes = {
  readonly numbers: ReadonlySet<number>
  /** Full names of the fields. */
  readonly names: ReadonlySet<string>
  /** What is above a node, as the list of its kids says. */
  readonly above: ReadonlyMap<number, PdfRef>
  /** Which fields have their value in an object of its own, by the number of that. */
  readonly values: ReadonlyMap<number, readonly HeldReference[]>
  /** Which actions of the form hide or show a field, by its number. */
  readonly hidden: ReadonlyMap<number, readonly HeldReference[]>
}

type Waiting = { readonly node: PdfValue; readonly name: string; readonly parent?: PdfRef }

export function readFormNodes(pdf: Pdf): FormNodes {
  const numbers = new Set<number>()
  const names = new Set<string>()
  const above = new Map<number, PdfRef>()
  const values = new Map<number, HeldReference[]>()
  const hidden = new Map<number, HeldReference[]>()
  const waiting: Waiting[] = readAcroForm(pdf).fields.map((node) => ({ node, name: '' }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, parent } = next
    spend(pdf.budget, 'fields', 1)
    if (node.kind !== 'ref') continue
    demandPdf(!numbers.has(node.number), 'form fields')
    numbers.add(node.number)
    if (parent !== undefined) above.set(node.number, parent)
    const dict = pdf.resolve(node)
    if (dict.kind !== 'dict') continue
    const own = readTextString(pdf.resolve(entryOf(dict, 'T')))
    const name = own === undefined || next.name === '' ? (own ?? next.name) : `${next.name}.${own}`
    names.add(name)
    putReference(values, { holder: node.number, ref: entryOf(dict, 'V') })
    for (const one of listHidden(pdf, node.number, dict)) putReference(hidden, one)
    const kids = pdf.resolve(entryOf(dict, 'Kids'))
    if (kids.kind === 'array') for (const kid of kids.items) waiting.push({ node: kid, name, parent: node })
  }
  return { numbers, names, above, values, hidden }
}

function putReference(into: Map<number, HeldReference[]>, one: HeldReference): void {
  if (one.ref.kind !== 'ref') return
  const known = into.get(one.ref.number)
  if (known === undefined) into.set(one.ref.number, [one])
  else known.push(one)
}

/** A node with what is above it: some programs write no /Parent into a widget that stands apart from its field. */
export function belowParent({ above }: FormNodes, number: number, dict: PdfDict): PdfDict {
  const parent = above.get(number)
  if (parent === undefined || entryOf(dict, 'Parent').kind !== 'null') return dict
  return { ...dict, entries: new Map([...dict.entries, ['Parent', parent]]) }
}
