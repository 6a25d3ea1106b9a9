import { spend } from '../pdf/budget.ts'
import type { Box } from '../pdf/find-page.ts'
import { readRectangle } from '../pdf/find-page.ts'
import { limits } from '../pdf/limits.ts'
import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf, integerOf } from '../pdf/value.ts'
import { areaOf, isOver } from './box.ts'
import type { Comparison } from './comparison.ts'
import type { Looks } from './looks.ts'
import { findPageNumber } from './page-number.ts'
import { showText } from './show-text.ts'

type Stamp = {
  readonly widget: PdfDict
  readonly number: number
  readonly field: string
  readonly looks: Looks
}

type Seen = { readonly isSeen: true; readonly page?: number }

/** Hidden, NoZoom, NoRotate, NoView, ToggleNoView: what is drawn is seen at times, or in one place only (12.5.3). */
const hidingFlags = 1 | 2 | 8 | 16 | 32 | 256

/** What a signature draws: where something is drawn, its page as far as that is known. */
export function judgeStamp(c: Comparison, { widget, number, field, looks }: Stamp): Seen | undefined {
  const corners = c.now.resolve(entryOf(widget, 'Rect'))
  const rect = readRectangle(c.now, corners)
  const place = { field: showText(field) }
  const isRect = corners.kind === 'array' && corners.items.every(({ kind }) => kind === 'number')
  if (!isRect || corners.items.length !== 4) c.note('LATER_WIDGET', place)
  if (looks === 'other') c.note('LATER_APPEARANCE', place)
  if (looks === 'none' || rect === undefined) return undefined
  const flags = integerOf(c.now.resolve(entryOf(widget, 'F'))) ?? 0
  if ((flags & hidingFlags) !== 0) c.note('LATER_HIDDEN', place)
  const pageRef = entryOf(widget, 'P')
  const page = c.now.resolve(pageRef)
  if (page.kind === 'dict' && isCovering(c, { page, rect, number })) c.note('LATER_COVER', place)
  const found = pageRef.kind === 'ref' ? findPageNumber(c.now, pageRef) : undefined
  return found === undefined ? { isSeen: true } : { isSeen: true, page: found }
}

type Covering = { readonly page: PdfDict; readonly rect: Box; readonly number: number }

/** Over another annotation, or over more than half of the page. */
function isCovering(c: Comparison, { page, rect, number }: Covering): boolean {
  const annotations = c.now.resolve(entryOf(page, 'Annots'))
  const items = annotations.kind === 'array' ? annotations.items : []
  spend(c.now.budget, 'steps', items.length)
  const box = readBox(c, page)
  if (box !== undefined && areaOf(rect) > areaOf(box) / 2) return true
  return items.some((item) => {
    if (item.kind === 'ref' && item.number === number) return false
    const dict = c.now.resolve(item)
    const other = dict.kind === 'dict' ? readRectangle(c.now, c.now.resolve(entryOf(dict, 'Rect'))) : undefined
    return other !== undefined && isOver({ one: rect, other })
  })
}

/** The media box of a page, which it may have from above (7.7.3.4). */
function readBox(c: Comparison, page: PdfDict): Box | undefined {
  let node: PdfValue = page
  for (let steps = 0; node.kind === 'dict' && steps < limits.referencesMax; steps++) {
    const box = c.now.resolve(entryOf(node, 'MediaBox'))
    if (box.kind !== 'null') return readRectangle(c.now, box)
    node = c.now.resolve(entryOf(node, 'Parent'))
  }
  return undefined
}
