import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf, nameIn, nullValue } from '../pdf/value.ts'
import type { Comparison, Pair } from './comparison.ts'
import { listChangedKeys, pairOf, readAdded } from './comparison.ts'
import type { HeldReference } from './held-references.ts'
import { isOnlyFrom } from './judge-references.ts'
import { isStill, takeOwnObjects } from './own-objects.ts'

/** What a widget is drawn with now: as before, a picture of its own, or something that is not its own or no picture. */
export type Looks = 'none' | 'own' | 'other'

/**
 * The appearance dictionary of a widget (ISO 32000-2 12.5.5): what may be new in it is its normal appearance, and that
 * is one form XObject, which nothing else is drawn with.
 */
export function takeLooks(c: Comparison, widget: number, { old, now }: Pair): Looks {
  if (now.kind === 'ref' && readAdded(c, now) === undefined && c.renewed.has(now.number))
    takeAlone(c, now.number, { holder: widget, ref: old })
  const [before, after] = [c.before.resolve(old), c.now.resolve(now)]
  if (after.kind === 'null') return before.kind === 'null' ? 'none' : 'other'
  if (after.kind !== 'dict') return 'other'
  const nothing: PdfDict = { ...nullValue, kind: 'dict', entries: new Map() }
  const pair = { old: before.kind === 'dict' ? before : nothing, now: after }
  const changed = listChangedKeys(c, pair)
  if (changed.some((key) => key !== 'N')) return 'other'
  const { now: normal } = pairOf(pair, 'N')
  if (changed.length === 0) {
    if (normal.kind !== 'ref' || !c.renewed.has(normal.number)) return 'none'
    const holder = old.kind === 'ref' ? old.number : widget
    takeAlone(c, normal.number, { holder, ref: pairOf(pair, 'N').old })
    // Who shares the dictionary shares the picture.
    if (old.kind === 'ref') takeAlone(c, old.number, { holder: widget, ref: old })
    return isPicture(c, normal) ? 'own' : 'other'
  }
  return normal.kind === 'ref' && readAdded(c, normal) !== undefined && isPicture(c, normal) ? 'own' : 'other'
}

/** Renewed where it stands: it must be this widget alone that uses it, or whatever else did is drawn with it, too. */
function takeAlone(c: Comparison, number: number, own: HeldReference): void {
  c.claimed.add(number)
  if (!isOnlyFrom(c, number, [own])) c.note('LATER_SHARED')
}

function isPicture(c: Comparison, ref: PdfValue): boolean {
  const object = ref.kind === 'ref' ? c.now.find(ref.number) : undefined
  if (object?.streamAt === undefined || object.value.kind !== 'dict') return false
  const isForm = nameIn(c.now.resolve(entryOf(object.value, 'Subtype'))) === 'Form'
  const walk = { skipped: new Set(['StructParent']), isAllowed: isStill, streams: true }
  return takeOwnObjects(c, object.value, walk) && isForm
}
