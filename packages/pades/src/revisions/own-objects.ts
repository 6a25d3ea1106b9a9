import { spend } from '../pdf/budget.ts'
import type { PdfValue } from '../pdf/value.ts'
import { entryOf, nameIn } from '../pdf/value.ts'
import type { Comparison, Pair } from './comparison.ts'
import { readAdded } from './comparison.ts'
import type { HeldReference } from './held-references.ts'
import { listHeldReferences } from './held-references.ts'
import { isOnlyFrom } from './judge-references.ts'

type Walk = {
  /** Keys that are looked at but not followed: they lead back. */
  readonly skipped: ReadonlySet<string>
  /** Whether something may stand under this key. */
  readonly isAllowed: (key: string, value: PdfValue) => boolean
  /** Whether an object that was there before may have been renewed for this: only where these references alone lead to it. */
  readonly renewable?: readonly HeldReference[]
  readonly streams: boolean
  readonly isItemAllowed?: (item: PdfValue) => boolean
}

/**
 * Goes through what hangs on a value and takes each added object as belonging to it. False when something is there that
 * may not be. What the signed part already had is left where it is.
 */
export function takeOwnObjects(c: Comparison, value: PdfValue, walk: Walk): boolean {
  const waiting: PdfValue[] = [value]
  const seen = new Set<number>()
  let isPlain = true
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    spend(c.now.budget, 'steps', 1)
    if (node.kind === 'array')
      for (const item of node.items) {
        if (walk.isItemAllowed?.(item) === false) isPlain = false
        waiting.push(item)
      }
    else if (node.kind === 'dict')
      for (const [key, entry] of node.entries) {
        if (!walk.isAllowed(key, entry)) isPlain = false
        if (!walk.skipped.has(key)) waiting.push(entry)
      }
    if (node.kind !== 'ref' || seen.has(node.number)) continue
    seen.add(node.number)
    const object = readAdded(c, node) ?? readRenewed(c, node.number, walk.renewable)
    if (object === undefined) continue
    if (object.streamAt !== undefined && !walk.streams) isPlain = false
    waiting.push(object.value)
  }
  return isPlain
}

function readRenewed(c: Comparison, number: number, references: Walk['renewable']) {
  if (references === undefined || !c.renewed.has(number)) return undefined
  const [old, now] = [c.before.find(number), c.now.find(number)]
  const isContainer = now !== undefined && now.streamAt === undefined && old?.streamAt === undefined
  if (!isContainer || old?.value.kind !== now.value.kind) return undefined
  if (now.value.kind !== 'dict' && now.value.kind !== 'array') return undefined
  if (!isOnlyFrom(c, number, references)) return undefined
  c.claimed.add(number)
  return now
}

const lively: ReadonlySet<string> = new Set([
  ...['A', 'AA', 'JS', 'URI', 'OpenAction', 'Next', 'Dest'],
  // Drawn from elsewhere, or under conditions of its own: external files, layers, other pictures for the printer.
  ...['F', 'FFilter', 'FDecodeParms', 'Ref', 'OPI', 'OC', 'OCGs', 'OCProperties', 'Alternates', 'PS', 'AF'],
])

/** What may hang on a picture: nothing that acts, and nothing that shows one thing here and another there. */
export function isStill(key: string, value: PdfValue): boolean {
  if (lively.has(key)) return false
  const type = key === 'Type' || key === 'S' || key === 'Subtype' ? nameIn(value) : undefined
  return type === undefined || !['OCG', 'OCMD', 'JavaScript', 'URI', 'PS', 'Action', 'Annot'].includes(type)
}

/** Dictionaries of names, numbers and texts that hang on the catalog, whose added and renewed parts belong here. */
export function takeData(c: Comparison, { old, now }: Pair, keys: (key: string) => boolean, streams: boolean): boolean {
  const isAllowed = (key: string, entry: PdfValue) =>
    keys(key) || (key === 'Type' && entry.kind === 'name') || (streams && isOfStream(key))
  // A list of anything else could be read as something else by whoever gets to it on another way.
  const isItemAllowed = ({ kind }: PdfValue) => kind === 'ref' || kind === 'dict'
  const renewable = listHeldReferences(c.before, { holder: c.before.catalogRef.number, ref: old }, keys)
  return takeOwnObjects(c, now, { skipped: new Set(), isAllowed, isItemAllowed, renewable, streams })
}

function isOfStream(key: string): boolean {
  return ['Length', 'Filter', 'DecodeParms', 'Subtype', 'DL', 'Predictor', 'Columns'].includes(key)
}

/** Whether a dictionary has none but these keys. */
export function hasOnly(value: PdfValue, keys: ReadonlySet<string>): boolean {
  return (
    value.kind === 'dict' &&
    [...value.entries.keys()].every((key) => keys.has(key) || entryOf(value, key).kind === 'null')
  )
}
