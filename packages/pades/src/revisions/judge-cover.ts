import { spend } from '../pdf/budget.ts'
import type { Box } from '../pdf/find-page.ts'
import { readRectangle, readVisibleBox } from '../pdf/find-page.ts'
import { limits } from '../pdf/limits.ts'
import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf, nullValue } from '../pdf/value.ts'
import { areaOf, isOver } from './box.ts'
import type { Comparison } from './comparison.ts'
import type { WidgetPage } from './widget-pages.ts'

/** A picture that came: where it is drawn, by which widget, and on which page as far as that is known. */
type Picture = {
  readonly rect: Box
  readonly number: number
  readonly page: WidgetPage | undefined
  readonly field: string
}

/** Over another annotation, or, with the other stamps that came, over more than half of what is seen of the page. */
export function judgeCover(c: Comparison, { rect, number, page, field }: Picture): void {
  if (page === undefined) return
  const box = readBox(c, page.dict)
  const covered = (c.covered.get(page.number) ?? 0) + areaOf(rect)
  c.covered.set(page.number, covered)
  const isWide = box !== undefined && covered > areaOf(box) / 2
  if (isWide || isOverOther(c, { rect, number, page: page.dict })) c.note('LATER_COVER', { field, page: page.place })
}

function isOverOther(c: Comparison, { rect, number, page }: { rect: Box; number: number; page: PdfDict }): boolean {
  const annotations = c.now.resolve(entryOf(page, 'Annots'))
  const items = annotations.kind === 'array' ? annotations.items : []
  spend(c.now.budget, 'steps', items.length)
  return items.some((item) => {
    if (item.kind === 'ref' && item.number === number) return false
    const dict = c.now.resolve(item)
    const other = dict.kind === 'dict' ? readRectangle(c.now, c.now.resolve(entryOf(dict, 'Rect'))) : undefined
    return other !== undefined && isOver({ one: rect, other })
  })
}

/** What is seen of a page, whose boxes it may have from above (ISO 32000-2 7.7.3.4, 14.11.2). */
function readBox(c: Comparison, page: PdfDict): Box | undefined {
  let [MediaBox, CropBox]: [PdfValue, PdfValue] = [nullValue, nullValue]
  let node: PdfValue = page
  for (let steps = 0; node.kind === 'dict' && steps < limits.referencesMax; steps++) {
    if (MediaBox.kind === 'null') MediaBox = c.now.resolve(entryOf(node, 'MediaBox'))
    if (CropBox.kind === 'null') CropBox = c.now.resolve(entryOf(node, 'CropBox'))
    node = c.now.resolve(entryOf(node, 'Parent'))
  }
  return MediaBox.kind === 'null' ? undefined : readVisibleBox(c.now, { MediaBox, CropBox })
}
