import { demandPdf } from './errors.ts'
import { limits } from './limits.ts'
import type { Pdf } from './open-pdf.ts'
import type { PdfDict, PdfRef, PdfValue } from './value.ts'
import { entryOf, nameIn } from './value.ts'

type FoundPage = { readonly ref: PdfRef; readonly dict: PdfDict }

/** The first page of the document (ISO 32000-1 7.7.3). */
export function getFirstPage(pdf: Pdf): FoundPage {
  const waiting: PdfValue[] = [entryOf(pdf.catalog, 'Pages')]
  const seen = new Set<number>()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    demandPdf(node.kind === 'ref' && !seen.has(node.number) && seen.size < limits.pageNodesMax, 'page tree')
    seen.add(node.number)
    const dict = pdf.resolve(node)
    demandPdf(dict.kind === 'dict', 'page tree')
    const kids = pdf.resolve(entryOf(dict, 'Kids'))
    if (nameIn(pdf.resolve(entryOf(dict, 'Type'))) === 'Page') return { ref: node, dict }
    demandPdf(kids.kind === 'array', 'page tree')
    waiting.push(...kids.items.slice(0, limits.pageNodesMax).reverse())
  }
  demandPdf(false, 'no page')
}
