import { demand } from './errors.ts'
import { limits } from './limits.ts'
import type { Pdf } from './open-pdf.ts'
import type { PdfDict, PdfRef, PdfValue } from './value.ts'
import { entryOf, nameOf } from './value.ts'

export type FoundPage = { readonly ref: PdfRef; readonly dict: PdfDict }

/** The first page of the document (ISO 32000-1 7.7.3). */
export function findFirstPage(pdf: Pdf): FoundPage {
  const waiting: PdfValue[] = [entryOf(pdf.catalog, 'Pages')]
  const seen = new Set<number>()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    demand(node.kind === 'ref' && !seen.has(node.number) && seen.size < limits.pageNodesMax, 'page tree')
    seen.add(node.number)
    const dict = pdf.resolve(node)
    demand(dict.kind === 'dict', 'page tree')
    const kids = pdf.resolve(entryOf(dict, 'Kids'))
    if (nameOf(pdf.resolve(entryOf(dict, 'Type'))) === 'Page') return { ref: node, dict }
    demand(kids.kind === 'array', 'page tree')
    waiting.push(...kids.items.slice(0, limits.pageNodesMax).reverse())
  }
  demand(false, 'no page')
}
