import { spend } from '../pdf/budget.ts'
import { limits } from '../pdf/limits.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { PdfRef, PdfValue } from '../pdf/value.ts'
import { entryOf } from '../pdf/value.ts'

/** The place of a page in the document, counted from one; undefined for one that is not in it or far behind. */
export function findPageNumber(pdf: Pdf, page: PdfRef): number | undefined {
  const waiting: PdfValue[] = [entryOf(pdf.catalog, 'Pages')]
  const seen = new Set<number>()
  let number = 0
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind !== 'ref' || seen.has(node.number) || seen.size >= limits.pageNodesMax) return undefined
    spend(pdf.budget, 'steps', 1)
    seen.add(node.number)
    const dict = pdf.resolve(node)
    const kids = dict.kind === 'dict' ? pdf.resolve(entryOf(dict, 'Kids')) : dict
    if (kids.kind === 'array') for (const kid of kids.items.toReversed()) waiting.push(kid)
    else number++
    if (node.number === page.number) return number
  }
  return undefined
}
