import { readRectangle } from '../pdf/find-page.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf, integerOf, nameIn } from '../pdf/value.ts'
import type { Comparison, Pair } from './comparison.ts'
import { isOnlyUnder, isSame, listChangedKeys, pairOf } from './comparison.ts'
import { readFieldName, readFieldType, readInherited } from './form-field.ts'
import { judgeCover } from './judge-cover.ts'
import { takeSignature } from './judge-new-field.ts'
import { isOnlyFrom } from './judge-references.ts'
import { judgeStamp } from './judge-stamp.ts'
import { takeLooks } from './looks.ts'
import { showText } from './show-text.ts'

/** A field that was there: it may be filled in or signed, and be drawn as what it says now (ISO 32000-2 12.7.4). */
export function judgeFilledField(c: Comparison, number: number, pair: Pair<PdfDict>): void {
  c.claimed.add(number)
  const name = readFieldName(c.now, pair.now)
  const place = { field: showText(name) }
  const isSignature = readFieldType(c.now, pair.now) === 'Sig'
  const changed = new Set(listChangedKeys(c, pair))
  if (isRenewedWhereItStands(c, pairOf(pair, 'V'))) changed.add('V')
  if (c.renewed.has(number) && !isOnlyField(c, number)) c.note('LATER_SHARED', place)
  for (const key of changed) {
    if (key === 'A' || key === 'AA') c.note('LATER_SCRIPT', place)
    else if (!isOfFilling(c, key, { pair, changed, isSignature })) c.note('LATER_FIELD', place)
  }
  if (changed.has('Ff') || changed.has('M')) c.add('settings', place)
  if (changed.has('Ff') && c.permissions.level === 1) c.note('LATER_FORBIDDEN', place)
  if (changed.size === 1 && changed.has('Ff')) return
  if (c.permissions.isLocked(name)) c.note('LATER_LOCKED', place)
  if (isSignature) judgeSigned(c, { number, name }, pair)
  else judgeFilled(c, { number, name }, pair)
}

/** What refers to it takes it for a field: what is above and below, lists, tags, and actions that hide or show it. */
function isOnlyField(c: Comparison, number: number): boolean {
  const hidden = c.formNodes().hidden.get(number) ?? []
  const isField = (key: string) => ['', 'Parent', 'Obj'].includes(key)
  return hidden.length === 0 ? isOnlyUnder(c, number, isField) : isOnlyFrom(c, number, hidden, isField)
}

/** A value that is another one in the same object. */
function isRenewedWhereItStands(c: Comparison, { old, now }: Pair): boolean {
  if (old.kind !== 'ref' || now.kind !== 'ref' || !c.renewed.has(now.number)) return false
  return !isSame(c, { old: c.before.resolve(old), now: c.now.resolve(now) })
}

type Filling = {
  readonly pair: Pair<PdfDict>
  readonly changed: ReadonlySet<string>
  readonly isSignature: boolean
}

function isOfFilling(c: Comparison, key: string, { pair, changed, isSignature }: Filling): boolean {
  // Flags that are said here take the place of those from above.
  const read = key === 'Ff' ? readInherited : (_: Pdf, field: PdfDict) => entryOf(field, key)
  const [old, now] = [read(c.before, pair.old, key), read(c.now, pair.now, key)]
  const flags = [integerOf(c.before.resolve(old)) ?? 0, integerOf(c.now.resolve(now)) ?? 0] as const
  // Whoever signs may make fields read-only, and what they signed printed and locked.
  if (key === 'Ff') return flags[1] === flags[0] || (flags[1] === flags[0] + 1 && flags[0] % 2 === 0)
  if (key === 'F') return isSignature && (flags[1] & ~(4 | 128)) === (flags[0] & ~(4 | 128))
  // What of a list is chosen is drawn from /I: it goes with the value, or it is another answer.
  if (key === 'I') return !isSignature && changed.has('V')
  // A mere widget has the value of its field.
  if (key === 'V') return entryOf(pair.old, 'T').kind !== 'null' || entryOf(pair.old, 'Parent').kind === 'null'
  if (key === 'M') return ['string', 'null'].includes(c.now.resolve(now).kind)
  return key === 'AP' || (!isSignature && key === 'AS')
}

type Named = { readonly number: number; readonly name: string }

function judgeSigned(c: Comparison, { number, name }: Named, pair: Pair<PdfDict>): void {
  const place = { field: showText(name) }
  const isSigned = c.before.resolve(readInherited(c.before, pair.old, 'V')).kind !== 'null'
  const kind = isSigned ? undefined : takeSignature(c, readInherited(c.now, pair.now, 'V'))
  if (kind === undefined) c.note('LATER_FIELD', place)
  const looks = takeLooks(c, number, pairOf(pair, 'AP'))
  const stamp = looks === 'none' ? undefined : judgeStamp(c, { widget: pair.now, number, field: name, looks })
  const isTime = kind === 'document time stamp' && stamp === undefined
  c.add(isTime ? kind : 'field signed', { ...place, ...stamp })
}

function judgeFilled(c: Comparison, { number, name }: Named, pair: Pair<PdfDict>): void {
  const place = { field: showText(name) }
  const values = { old: readInherited(c.before, pair.old, 'V'), now: readInherited(c.now, pair.now, 'V') }
  const isFilled = !isSame(c, values) || isRenewedWhereItStands(c, values)
  const type = readFieldType(c.now, pair.now)
  if (isFilled && !isValueOf(type, c.now.resolve(values.now))) c.note('LATER_FIELD', place)
  const looks = takeLooks(c, number, pairOf(pair, 'AP'))
  const state = pairOf(pair, 'AS')
  const isSwitched = !isSame(c, state)
  const isWrong =
    ((looks !== 'none' || isSwitched) && !isFilled) ||
    looks === 'other' ||
    (looks === 'own' && type === 'Btn') ||
    (isSwitched && !hasState(c, pairOf(pair, 'AP').old, state.now))
  if (isWrong) c.note('LATER_APPEARANCE', place)
  const page = c.widgetPages().get(number)
  const rect = readRectangle(c.now, c.now.resolve(entryOf(pair.now, 'Rect')))
  // Its picture is what whoever filled it in made of it.
  if (looks === 'own' && rect !== undefined) judgeCover(c, { rect, number, page, ...place })
  if (isFilled) c.add('field filled', page === undefined ? place : { ...place, page: page.place })
}

function isValueOf(type: string | undefined, value: PdfValue): boolean {
  if (value.kind === 'null') return true
  if (type === 'Btn') return value.kind === 'name'
  if (type === 'Tx') return value.kind === 'string'
  const isList = value.kind === 'array' && value.items.every(({ kind }) => kind === 'string')
  return type === 'Ch' && (value.kind === 'string' || isList)
}

/** A state that the field could be drawn in when it was signed, or Off (12.5.5). */
function hasState(c: Comparison, looks: PdfValue, state: PdfValue): boolean {
  const dict = c.before.resolve(looks)
  const normal = dict.kind === 'dict' ? c.before.resolve(entryOf(dict, 'N')) : dict
  const name = nameIn(state)
  return name === 'Off' || (name !== undefined && normal.kind === 'dict' && normal.entries.has(name))
}
