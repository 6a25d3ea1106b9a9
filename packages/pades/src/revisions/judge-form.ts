import { spend } from '../pdf/budget.ts'
import { readAcroForm } from '../pdf/signature-fields.ts'
import type { PdfRef, PdfValue } from '../pdf/value.ts'
import { entryOf, integerOf, nullValue } from '../pdf/value.ts'
import type { Comparison } from './comparison.ts'
import { hasNoStream, isSame, listChangedKeys, pairOf, readAdded } from './comparison.ts'
import { hasDefaultLooks } from './default-looks.ts'
import type { HeldReference } from './held-references.ts'
import { judgeNewField } from './judge-new-field.ts'
import { isOnlyFrom } from './judge-references.ts'
import { isStill, takeOwnObjects } from './own-objects.ts'
import { showText } from './show-text.ts'

/** The form (ISO 32000-2 12.7.3): it may get signature fields, and what their looks are made of. */
export function judgeForm(c: Comparison): void {
  const [old, now] = [readAcroForm(c.before), readAcroForm(c.now)]
  const catalog = c.before.catalogRef.number
  if (now.ref !== undefined) takeAlone(c, now.ref, { holder: catalog, ref: entryOf(c.before.catalog, 'AcroForm') })
  const entry = entryOf(now.dict ?? c.now.catalog, 'Fields')
  if (now.dict === undefined) {
    if (old.dict !== undefined) c.note('LATER_FORM')
    return
  }
  const dicts = { old: old.dict ?? { ...nullValue, kind: 'dict', entries: new Map() }, now: now.dict } as const
  for (const key of listChangedKeys(c, dicts)) {
    const pair = pairOf(dicts, key)
    if (key === 'Fields') continue
    const isOfSigning = key === 'SigFlags' && integerOf(pair.now) === 3
    const isEmpty = key === 'CO' && pair.old.kind === 'null' && pair.now.kind === 'array' && pair.now.items.length === 0
    const isAllowed = (key === 'DA' && pair.old.kind === 'null') || (key === 'DR' && isLarger(c, pair.old, pair.now))
    // New defaults change nothing only where every field has a picture of its own.
    const isDrawn = c.now.resolve(entryOf(now.dict, 'NeedAppearances')).kind === 'boolean'
    const isQuiet = isAllowed && !isDrawn && !hasDefaultLooks(c.before, old.fields)
    if (isOfSigning || isEmpty || isQuiet) c.add('settings')
    else c.note('LATER_FORM')
  }
  if (entry.kind === 'ref')
    takeAlone(c, entry, { holder: old.ref?.number ?? catalog, ref: entryOf(dicts.old, 'Fields') })
  judgeFields(c, old.fields, now.fields)
}

/** The form itself, or its list of fields; anything else that it may serve for changes with it. */
function takeAlone(c: Comparison, ref: PdfRef, own: HeldReference): void {
  if (readAdded(c, ref) !== undefined || !c.renewed.has(ref.number)) return
  c.claimed.add(ref.number)
  if (!hasNoStream(c, ref.number) || !isOnlyFrom(c, ref.number, [own])) c.note('LATER_SHARED')
}

/** Resources of which none that was there is another one now. */
function isLarger(c: Comparison, old: PdfValue, now: PdfValue): boolean {
  const walk = { skipped: new Set<string>(), isAllowed: isStill, streams: true }
  const [before, after] = [c.before.resolve(old), c.now.resolve(now)]
  if (!takeOwnObjects(c, now, walk) || after.kind !== 'dict') return false
  if (now.kind === 'ref' && c.renewed.has(now.number)) return false
  if (before.kind !== 'dict') return before.kind === 'null'
  return [...before.entries].every(([key, value]) => {
    const entry = entryOf(after, key)
    if (isSame(c, { old: value, now: entry })) return true
    const kinds = [c.before.resolve(value), c.now.resolve(entry)] as const
    if (kinds[0].kind !== 'dict' || kinds[1].kind !== 'dict') return false
    const group = kinds[1]
    return [...kinds[0].entries].every(([name, one]) => isSame(c, { old: one, now: entryOf(group, name) }))
  })
}

/** Every field stays where it is in the list; what is between and behind them was added. */
function judgeFields(c: Comparison, old: readonly PdfValue[], now: readonly PdfValue[]): void {
  spend(c.now.budget, 'steps', old.length + now.length)
  const names = listAddedItems(c, { old, now })
  if (names === undefined) c.note('LATER_FORM')
  const added = names ?? now.filter((item) => item.kind === 'ref' && c.added.has(item.number))
  if (added.length === 0) return
  const taken = new Set(c.formNodes().names)
  for (const item of added) {
    const name = judgeNewField(c, item)
    if (name === undefined) continue
    if (taken.has(name)) c.note('LATER_NAME', { field: showText(name) })
    taken.add(name)
  }
}

/** What came to a list; undefined when something of it is gone, stands elsewhere, or is another thing. */
export function listAddedItems(
  c: Comparison,
  { old, now }: { readonly old: readonly PdfValue[]; readonly now: readonly PdfValue[] },
): readonly PdfValue[] | undefined {
  spend(c.now.budget, 'steps', now.length)
  const added: PdfValue[] = []
  let next = 0
  for (const item of now) {
    const before = old[next]
    if (before !== undefined && isSame(c, { old: before, now: item })) next++
    else added.push(item)
  }
  return next === old.length ? added : undefined
}
