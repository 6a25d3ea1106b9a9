import { demandPdf } from './errors.ts'
import { limits } from './limits.ts'
import type { Pdf } from './open-pdf.ts'
import type { PdfDict, PdfRef, PdfValue } from './value.ts'
import { entryOf, integerOf, nameIn } from './value.ts'

export type Box = { readonly left: number; readonly bottom: number; readonly right: number; readonly top: number }
export type FoundPage = {
  readonly ref: PdfRef
  readonly dict: PdfDict
  /** What is seen of it, in its own units, before it is turned. */
  readonly box: Box
  /** By how many degrees clockwise it is turned when it is shown. */
  readonly turned: 0 | 90 | 180 | 270
}

const inherited = ['MediaBox', 'CropBox', 'Rotate'] as const
type Inherited = Readonly<Partial<Record<(typeof inherited)[number], PdfValue>>>

/** The page of this number, from 1, in the order in which they are read; undefined where there are fewer. Throws PdfError. */
export function findPdfPage(pdf: Pdf, number: number): FoundPage | undefined {
  const waiting: { node: PdfValue; above: Inherited }[] = [{ node: entryOf(pdf.catalog, 'Pages'), above: {} }]
  const seen = new Set<number>()
  let count = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, above } = next
    demandPdf(node.kind === 'ref' && !seen.has(node.number) && seen.size < limits.pageNodesMax, 'page tree')
    seen.add(node.number)
    const dict = pdf.resolve(node)
    demandPdf(dict.kind === 'dict', 'page tree')
    const here: Inherited = { ...above, ...ownOf(pdf, dict) }
    if (nameIn(pdf.resolve(entryOf(dict, 'Type'))) === 'Page') {
      count += 1
      if (count === number) return { ref: node, dict, box: readVisibleBox(pdf, here), turned: readTurn(here) }
      continue
    }
    const kids = pdf.resolve(entryOf(dict, 'Kids'))
    demandPdf(kids.kind === 'array', 'page tree')
    for (const kid of kids.items.slice(0, limits.pageNodesMax).reverse()) waiting.push({ node: kid, above: here })
  }
  demandPdf(count > 0, 'no page')
  return undefined
}

function ownOf(pdf: Pdf, dict: PdfDict): Inherited {
  const own = inherited.map((key) => [key, pdf.resolve(entryOf(dict, key))] as const)
  return Object.fromEntries(own.filter(([, value]) => value.kind !== 'null'))
}

/** What is seen of a page (14.11.2): its crop box, as far as that lies in its media box. */
export function readVisibleBox(pdf: Pdf, { CropBox, MediaBox }: Inherited): Box {
  const media = readRectangle(pdf, MediaBox) ?? { left: 0, bottom: 0, right: 595, top: 842 }
  const crop = readRectangle(pdf, CropBox)
  if (crop === undefined) return media
  const box = {
    left: Math.max(crop.left, media.left),
    bottom: Math.max(crop.bottom, media.bottom),
    right: Math.min(crop.right, media.right),
    top: Math.min(crop.top, media.top),
  }
  return box.right > box.left && box.top > box.bottom ? box : media
}

/** Two corners that lie across from each other (7.9.5); undefined for what is no rectangle, or has no extent. */
export function readRectangle(pdf: Pdf, value: PdfValue | undefined): Box | undefined {
  if (value?.kind !== 'array' || value.items.length !== 4) return undefined
  const numbers = value.items
    .map((item) => pdf.resolve(item))
    .flatMap((one) => (one.kind === 'number' ? one.value : []))
  const [x1, y1, x2, y2] = numbers
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined
  const box = { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) }
  return box.right > box.left && box.top > box.bottom ? box : undefined
}

function readTurn({ Rotate }: Inherited): FoundPage['turned'] {
  const degrees = (((Rotate === undefined ? 0 : (integerOf(Rotate) ?? 0)) % 360) + 360) % 360
  return degrees === 90 || degrees === 180 || degrees === 270 ? degrees : 0
}
