import { spend } from '../pdf/budget.ts'
import { limits } from '../pdf/limits.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf, nameIn } from '../pdf/value.ts'
import type { HeldReference } from './held-references.ts'

/** A page by its object and its place in the document, counted from one. */
export type WidgetPage = { readonly number: number; readonly dict: PdfDict; readonly place: number }

/** On which page each annotation is, by its number: what a widget says of itself (/P) may be another one. */
export function listWidgetPages(pdf: Pdf): ReadonlyMap<number, WidgetPage> {
  const found = new Map<number, WidgetPage>()
  for (const page of listPages(pdf)) {
    const annotations = pdf.resolve(entryOf(page.dict, 'Annots'))
    if (annotations.kind !== 'array') continue
    spend(pdf.budget, 'steps', annotations.items.length)
    for (const item of annotations.items)
      if (item.kind === 'ref' && !found.has(item.number)) found.set(item.number, page)
  }
  return found
}

/** Which pages refer to a list of annotations that stands by itself, by its number. */
export function listAnnotationLists(pdf: Pdf): ReadonlyMap<number, readonly HeldReference[]> {
  const found = new Map<number, HeldReference[]>()
  for (const { number, dict } of listPages(pdf)) {
    const ref = entryOf(dict, 'Annots')
    if (ref.kind === 'ref') found.set(ref.number, [...(found.get(ref.number) ?? []), { holder: number, ref }])
  }
  return found
}

export function* listPages(pdf: Pdf): Generator<WidgetPage> {
  const waiting: PdfValue[] = [entryOf(pdf.catalog, 'Pages')]
  const seen = new Set<number>()
  let place = 0
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind !== 'ref' || seen.has(node.number) || seen.size >= limits.pageNodesMax) continue
    spend(pdf.budget, 'steps', 1)
    seen.add(node.number)
    const dict = pdf.resolve(node)
    if (dict.kind !== 'dict') continue
    const kids = pdf.resolve(entryOf(dict, 'Kids'))
    // What calls itself a page is one, whatever else it says.
    if (kids.kind === 'array' && nameIn(pdf.resolve(entryOf(dict, 'Type'))) !== 'Page')
      for (const kid of kids.items.toReversed()) waiting.push(kid)
    else {
      place += 1
      yield { number: node.number, dict, place }
    }
  }
}
