import type { Bytes } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'
import { encodeStream, openCopier } from './pdf/copy-objects.ts'
import { decodeStream } from './pdf/decode-stream.ts'
import { demandPdf } from './pdf/errors.ts'
import type { Box, FoundPage } from './pdf/find-page.ts'
import { findPdfPage } from './pdf/find-page.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import { readStream } from './pdf/read-object.ts'
import { entryOf } from './pdf/value.ts'
import type { NewObject } from './pdf/write-update.ts'
import { encodeChanged } from './pdf/write-value.ts'

/** How large a drawing is: that of its first page, as it is seen. */
export function sizeOfDrawing(drawing: Pdf): { width: number; height: number } {
  const page = findPdfPage(drawing, 1)
  demandPdf(page !== undefined && page.turned === 0, 'drawing')
  return { width: page.box.right - page.box.left, height: page.box.top - page.box.bottom }
}

/**
 * The first page of a drawing as the looks of a widget (ISO 32000-1 12.5.5): its objects copied, fitted into the widget's
 * place without distortion, and upright on a page that is turned. The last of the objects is the appearance itself.
 */
export function makeAppearance(options: {
  drawing: Pdf
  place: Box
  turned: FoundPage['turned']
  firstNumber: number
}): { objects: NewObject[]; number: number } {
  const { drawing, place, turned, firstNumber } = options
  const page = findPdfPage(drawing, 1)
  demandPdf(page !== undefined, 'drawing')
  const copier = openCopier(drawing, firstNumber)
  const resources = copier.copy(drawing.resolve(entryOf(page.dict, 'Resources')))
  const number = copier.nextNumber()
  const size = sizeOfDrawing(drawing)
  const isAcross = turned === 90 || turned === 270
  const [across, up] = [place.right - place.left, place.top - place.bottom]
  const [width, height] = isAcross ? [up, across] : [across, up]
  const scale = Math.min(width / size.width, height / size.height)
  const [x, y] = [(width - size.width * scale) / 2, (height - size.height * scale) / 2]
  const [left, bottom] = [page.box.left, page.box.bottom]
  const moved = [scale, 0, 0, scale, x - left * scale, y - bottom * scale].map(show).join(' ')
  const content = concat(utf8.encode(`q ${moved} cm\n`), readContents(drawing, page), utf8.encode('\nQ\n'))
  const body = encodeStream(
    {
      Type: '/XObject',
      Subtype: '/Form',
      BBox: `[0 0 ${show(width)} ${show(height)}]`,
      Matrix: turns[turned],
      Resources: resources,
    },
    content,
  )
  return { objects: [...copier.objects, { number, generation: 0, body }], number }
}

/** Against the turn of the page, so that the drawing is upright where it is seen. */
const turns = {
  0: '[1 0 0 1 0 0]',
  90: '[0 1 -1 0 0 0]',
  180: '[-1 0 0 -1 0 0]',
  270: '[0 -1 1 0 0 0]',
} as const satisfies Record<FoundPage['turned'], string>

function readContents(drawing: Pdf, page: FoundPage): Bytes {
  const entry = entryOf(page.dict, 'Contents')
  const value = drawing.resolve(entry)
  const parts = value.kind === 'array' ? value.items : [entry]
  const streams = parts.map((part) => {
    const object = part.kind === 'ref' ? drawing.find(part.number) : undefined
    demandPdf(object?.value.kind === 'dict', 'contents')
    const { bytes, budget, resolve } = drawing
    return decodeStream(object.value, readStream({ bytes, object, budget, resolve }).encoded, budget)
  })
  return concat(...streams.flatMap((stream) => [stream, utf8.encode('\n')]))
}

function show(value: number): string {
  return value.toFixed(4).replace(/\.?0+$/, '')
}

/** /AP of a widget. */
export function encodeAppearanceEntry(number: number): Bytes {
  return encodeChanged(undefined, { N: `${number} 0 R` })
}
