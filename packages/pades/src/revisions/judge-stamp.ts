import { readRectangle } from '../pdf/find-page.ts'
import type { PdfDict } from '../pdf/value.ts'
import { entryOf, integerOf } from '../pdf/value.ts'
import type { Comparison } from './comparison.ts'
import { judgeCover } from './judge-cover.ts'
import type { Looks } from './looks.ts'
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
  const page = c.widgetPages().get(number)
  judgeCover(c, { rect, number, page, ...place })
  return page === undefined ? { isSeen: true } : { isSeen: true, page: page.place }
}
