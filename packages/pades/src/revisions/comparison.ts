import { equalBytes } from '@madoguchi/kit'
import { spend } from '../pdf/budget.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { IndirectObject } from '../pdf/read-object.ts'
import type { PdfDict, PdfRef, PdfValue } from '../pdf/value.ts'
import { entryOf, nullValue } from '../pdf/value.ts'
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
  return [...keys].filter((key) => !isSame(c, pairOf({ old, now }, key)))
}

/**
 * Whether both say the same, in whatever way they are written. Where both refer to one object, that object is judged by
 * itself; what was written out before may stand in an added object now, and the other way round.
 */
export function isSame(c: Comparison, { old, now }: Pair): boolean {
  const { budget } = c.now
  spend(budget, 'steps', 1)
  if (old.kind === 'ref' && now.kind === 'ref')
    return old.number === now.number ? old.generation === now.generation : isSameElsewhere(c, { old, now })
  if (old.kind === 'ref' || now.kind === 'ref') return isSameElsewhere(c, { old, now })
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
  if (old.kind === 'string' && now.kind === 'string') return equalBytes(old.bytes, now.bytes)
  if (old.kind === 'name' && now.kind === 'name') return old.name === now.name
  const isPlain = old.kind === 'number' || old.kind === 'boolean'
  if (isPlain && (now.kind === 'number' || now.kind === 'boolean')) return old.value === now.value
  return old.kind === 'null' && now.kind === 'null'
}

/** An added object in the place of what stood there, or what stood in an object written out. No stream is looked into. */
function isSameElsewhere(c: Comparison, { old, now }: Pair): boolean {
  if (now.kind === 'ref') {
    const object = c.added.has(now.number) ? readAdded(c, now) : undefined
    if (object === undefined || object.streamAt !== undefined || object.value.kind === 'ref') return false
    return isSame(c, { old: old.kind === 'ref' ? c.before.resolve(old) : old, now: object.value })
  }
  if (old.kind !== 'ref' || c.before.find(old.number)?.streamAt !== undefined) return false
  return isSame(c, { old: c.before.resolve(old), now })
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
