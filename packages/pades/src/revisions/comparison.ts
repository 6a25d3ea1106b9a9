import { equalBytes } from '@madoguchi/kit'
import { spend } from '../pdf/budget.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { IndirectObject } from '../pdf/read-object.ts'
import type { PdfDict, PdfRef, PdfString, PdfValue } from '../pdf/value.ts'
import { entryOf, hasNoPoint, nullValue } from '../pdf/value.ts'
import type { FormNodes } from './form-nodes.ts'
import type { HeldReference } from './held-references.ts'
import type { Notebook } from './notebook.ts'
import type { Standings } from './past-objects.ts'
import type { Permissions } from './read-permissions.ts'
import type { References } from './scan-references.ts'
import type { WidgetPage } from './widget-pages.ts'

/** The signed revision and the document, and what differs between them. */
export type Comparison = Pick<Notebook, 'note' | 'add'> & {
  readonly before: Pdf
  readonly now: Pdf
  readonly endBytes: number
  /** Objects that stand at another place now: those that were there before, and those that were not. */
  readonly renewed: ReadonlySet<number>
  readonly added: ReadonlySet<number>
  /** Of these it is known what they are for. */
  readonly claimed: Set<number>
  /** Of these, the widgets of signatures that came later. */
  readonly widgets: Set<number>
  readonly permissions: Permissions
  /** How much of each page the pictures cover that came, by the number of its object, in squares of its units. */
  readonly covered: Map<number, number>
  /** What the form led to when it was signed, and where annotations are now; looked through when somebody asks. */
  readonly formNodes: () => FormNodes
  readonly widgetPages: () => ReadonlyMap<number, WidgetPage>
  /** Who had lists of annotations that stand by themselves, when it was signed. */
  readonly annotationLists: () => ReadonlyMap<number, readonly HeldReference[]>
  /** Who refers to what in the signed part, and where its objects stand; looked through when somebody asks. */
  readonly references: () => References
  readonly standings: () => Standings
}

/** A value as it was signed and as it is now; null is for what was or is not there. */
export type Pair<T extends PdfValue = PdfValue> = { readonly old: T; readonly now: T }

/** One entry of both. */
export function pairOf({ old, now }: { old: PdfDict | undefined; now: PdfDict | undefined }, key: string): Pair {
  return {
    old: old === undefined ? nullValue : entryOf(old, key),
    now: now === undefined ? nullValue : entryOf(now, key),
  }
}

/** Keys whose values differ. */
export function listChangedKeys(c: Comparison, { old, now }: Pair<PdfDict>): string[] {
  spend(c.now.budget, 'steps', old.entries.size + now.entries.size)
  const keys = new Set([...old.entries.keys(), ...now.entries.keys()])
  // Some ask whether a key is there, null or not.
  return [...keys].filter((key) => {
    const pair = pairOf({ old, now }, key)
    if (old.entries.has(key) !== now.entries.has(key)) return true
    return !(isSame(c, pair) || (rectangles.has(key) && isSameRectangle(pair)))
  })
}

/** Of any numbers (7.9.5): programs that write 612 for 612.0 change none of these. */
const rectangles: ReadonlySet<string> = new Set(['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox', 'Rect'])

function isSameRectangle({ old, now }: Pair): boolean {
  if (old.kind !== 'array' || now.kind !== 'array' || old.items.length !== now.items.length) return false
  return now.items.every((item, i) => {
    const before = old.items[i]
    return item.kind === 'number' && before?.kind === 'number' && item.value === before.value
  })
}

/**
 * Whether both say the same to every program. Where both refer to one object, that object is judged by itself; a list that
 * was written out before may stand in an added object now.
 */
export function isSame(c: Comparison, { old, now }: Pair): boolean {
  const { budget } = c.now
  spend(budget, 'steps', 1)
  if (old.kind === 'ref' && now.kind === 'ref') return old.number === now.number && old.generation === now.generation
  if (now.kind === 'ref') return isSameElsewhere(c, { old, now })
  if (old.raw.length === now.raw.length) {
    spend(budget, 'bytes', old.raw.length)
    if (equalBytes(old.raw, now.raw) && !('items' in now) && !('entries' in now)) return true
  }
  if (old.kind === 'dict' && now.kind === 'dict') return listChangedKeys(c, { old, now }).length === 0
  if (old.kind === 'array' && now.kind === 'array')
    return (
      old.items.length === now.items.length &&
      now.items.every((item, index) => isSame(c, { old: old.items[index] ?? nullValue, now: item }))
    )
  if (old.kind === 'string' && now.kind === 'string')
    return equalBytes(old.bytes, now.bytes) && !hasBareReturn(old) && !hasBareReturn(now)
  if (old.kind === 'name' && now.kind === 'name') return old.name === now.name
  if (old.kind === 'number' && now.kind === 'number')
    return old.value === now.value && hasNoPoint(old) === hasNoPoint(now)
  if (old.kind === 'boolean' && now.kind === 'boolean') return old.value === now.value
  return old.kind === 'null' && now.kind === 'null'
}

/** Written out within a string, the end of a line is another one to some than to others (7.3.4.2). */
function hasBareReturn({ isHex, raw }: PdfString): boolean {
  return !isHex && raw.includes(carriageReturn)
}

const carriageReturn = 0x0d

/**
 * A list that was written out and stands in an added object now. Anything else is another thing to some: what was an object
 * is known by its number, and a picture by whether it is one.
 */
function isSameElsewhere(c: Comparison, { old, now }: { readonly old: PdfValue; readonly now: PdfRef }): boolean {
  const object = old.kind === 'array' && c.added.has(now.number) ? readAdded(c, now) : undefined
  return object?.value.kind === 'array' && isSame(c, { old, now: object.value })
}

/** Whether an object is no stream, neither as it was signed nor as it is now. */
export function hasNoStream({ before, now }: Comparison, number: number): boolean {
  return [before, now].every((pdf) => pdf.find(number)?.streamAt === undefined)
}

/** The added object that is referred to, which is known to belong to something from now on. */
export function readAdded(c: Comparison, ref: PdfRef): IndirectObject | undefined {
  if (!c.added.has(ref.number)) return undefined
  const object = c.now.find(ref.number)
  if (object === undefined || object.generation !== ref.generation) return undefined
  c.claimed.add(ref.number)
  return object
}

/** Whether these keys alone, in the signed part, lead to an object that was renewed. */
export function isOnlyUnder(c: Comparison, number: number, keys: (key: string) => boolean): boolean {
  return c.references().isOnlyUnder(number, keys, c.endBytes)
}
