import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf } from '../pdf/value.ts'
import type { Comparison, Pair } from './comparison.ts'
import { isOnlyUnder, listChangedKeys, pairOf, readAdded } from './comparison.ts'
import { listAddedItems } from './judge-form.ts'
import { isOnlyFrom } from './judge-references.ts'

/** A page (ISO 32000-2 7.7.3.3): only its list of annotations may become longer. */
export function judgePage(c: Comparison, number: number, pair: Pair<PdfDict>): void {
  c.claimed.add(number)
  // By these keys, and in lists, it is a page to whoever comes by, and no names of anything that is drawn.
  if (!isOnlyUnder(c, number, (key) => ['', 'P', 'Pg', 'Page'].includes(key))) c.note('LATER_SHARED')
  for (const key of listChangedKeys(c, pair)) {
    if (key === 'AA') c.note('LATER_SCRIPT')
    else if (key !== 'Annots') c.note('LATER_PAGE')
  }
  const { old, now } = pairOf(pair, 'Annots')
  if (old.kind === 'ref' && now.kind === 'ref' && old.number === now.number) return
  if (now.kind === 'ref' && readAdded(c, now) === undefined && old !== now) {
    c.note('LATER_ANNOTATION')
    return
  }
  judgeWidgets(c, { number, old: c.before.resolve(old), now: c.now.resolve(now) })
}

/** A list of annotations that stands by itself. */
export function judgeAnnotations(c: Comparison, { number, old, now }: { number: number } & Pair): void {
  // What several pages have would come to all of them.
  const lists = c.annotationLists().get(number) ?? []
  if (lists.length !== 1 || !isOnlyFrom(c, number, lists)) return
  c.claimed.add(number)
  judgeWidgets(c, { number, old, now })
}

/**
 * What came to the annotations of a page: the widget of a signature that says that it is on this page. Whether it is a
 * plain one was looked at with the form.
 */
function judgeWidgets(c: Comparison, { number, old, now }: { number: number } & Pair): void {
  const added = listAddedItems(c, { old: itemsOf(old), now: itemsOf(now) })
  const seen = new Set<number>()
  const isOwn = (item: PdfValue) => {
    if (item.kind !== 'ref' || !c.widgets.has(item.number) || seen.has(item.number)) return false
    seen.add(item.number)
    const widget = c.now.resolve(item)
    const page = widget.kind === 'dict' ? entryOf(widget, 'P') : widget
    return page.kind === 'ref' && (page.number === number || isListOf(c, page, number))
  }
  if (added === undefined || !added.every(isOwn)) c.note('LATER_ANNOTATION')
}

function isListOf(c: Comparison, page: PdfValue, list: number): boolean {
  const dict = c.now.resolve(page)
  const annotations = dict.kind === 'dict' ? entryOf(dict, 'Annots') : dict
  return annotations.kind === 'ref' && annotations.number === list
}

function itemsOf(value: PdfValue): readonly PdfValue[] {
  return value.kind === 'array' ? value.items : []
}
