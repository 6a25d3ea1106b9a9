import { spend } from '../pdf/budget.ts'
import { limits } from '../pdf/limits.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf } from '../pdf/value.ts'

/** A page by its object and its place in the document, counted from one. */
export type WidgetPage = { readonly number: number; readonly dict: PdfDict; readonly place: number }

/** On which page each annotation is, by its number: what a widget says of itself (/P) may be another one. */
export function listWidgetPages(pdf: Pdf): ReadonlyMap<number, WidgetPage> {
  const waiting: PdfValue[] = [entryOf(pdf.catalog, 'Pages')]
  const seen = new Set<number>()
  const found = new Map<number, WidgetPage>()
  let place = 0
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind !== 'ref' || seen.has(node.number) || seen.size >= limits.pageNodesMax) continue
    spend(pdf.budget, 'steps', 1)
    seen.add(node.number)
    const dict = pdf.resolve(node)
    if (dict.kind !== 'dict') continue
    const kids = pdf.resolve(entryOf(dict, 'Kids'))
    if (kids.kind === 'array') {
      for (const kid of kids.items.toReversed()) waiting.push(kid)
      continue
    }
    place += 1
    const annotations = pdf.resolve(entryOf(dict, 'Annots'))
    if (annotations.kind !== 'array') continue
    spend(pdf.budget, 'steps', annotations.items.length)
    for (const item of annotations.items)
      if (item.kind === 'ref' && !found.has(item.number)) found.set(item.number, { number: node.number, dict, place })
  }
  return found
}
