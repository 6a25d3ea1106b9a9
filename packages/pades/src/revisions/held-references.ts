import { spend } from '../pdf/budget.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { PdfRef, PdfValue } from '../pdf/value.ts'
import { entryOf } from '../pdf/value.ts'
import type { Place } from './scan-references.ts'

/** A reference of the signed revision, and the object that it stands in; a trailer is none. */
export type HeldReference = { readonly holder: number | undefined; readonly ref: PdfValue }

/** What each trailer of the signed sections says under a key. */
export function listTrailerReferences({ xref }: Pdf, key: string): HeldReference[] {
  const trailers = xref.sections.flatMap(({ trailer, besideTrailer }) =>
    besideTrailer === undefined ? [trailer] : [trailer, besideTrailer],
  )
  return trailers.map((trailer) => ({ holder: undefined, ref: entryOf(trailer, key) }))
}

/** All references in what hangs on a value by these keys, streams left out. */
export function listHeldReferences(pdf: Pdf, from: HeldReference, keys: (key: string) => boolean): HeldReference[] {
  const found: HeldReference[] = []
  const seen = new Set<number>()
  const waiting: { holder: number | undefined; value: PdfValue }[] = [{ holder: from.holder, value: from.ref }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { holder, value } = next
    spend(pdf.budget, 'steps', 1)
    if (value.kind === 'array') for (const item of value.items) waiting.push({ holder, value: item })
    if (value.kind === 'dict')
      for (const [key, entry] of value.entries) if (keys(key)) waiting.push({ holder, value: entry })
    if (value.kind !== 'ref') continue
    found.push({ holder, ref: value })
    if (seen.has(value.number)) continue
    seen.add(value.number)
    const object = pdf.find(value.number)
    if (object !== undefined && object.streamAt === undefined)
      waiting.push({ holder: value.number, value: object.value })
  }
  return found
}

/** Where a reference stands: of an encoded object stream the bytes are others than those of the document. */
export function placeIn({ source, xref }: Pdf, holder: number | undefined, { raw, at }: PdfRef): Place {
  const { bytes } = source
  const end = raw.length - 1
  if (raw.buffer === bytes.buffer) return { at: raw.byteOffset - bytes.byteOffset + end }
  const entry = holder === undefined ? undefined : xref.get(holder)
  const stream = entry?.kind === 'packed' ? xref.get(entry.stream) : undefined
  return { at: stream?.kind === 'offset' ? stream.offset : -1, inner: at + end }
}
