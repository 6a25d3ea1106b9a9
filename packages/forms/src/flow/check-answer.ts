import { no } from '@madoguchi/kit'
import type { Value } from '../answers.ts'
import type { Field } from '../field.ts'
import { foldDigitGroups } from '../fields/digits.ts'
import type { Fault, Limits, Parts, Posted, Reading } from '../fields/field-kind.ts'
import { refuseFor } from '../fields/field-kind.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import { holdsMyNumber } from '../my-number.ts'
import { tellAbout } from './confirmations.ts'
import { findDay, findValue } from './evaluate.ts'
import type { Scope } from './scope.ts'

/** What was posted for a field, read by its kind; a My Number is refused before anything else looks at it. */
export function readField(field: Field, posted: Posted, scope: Scope): Reading<Value | undefined> {
  const kind = getFieldKind(field)
  const faults = kind.parts.flatMap((part): readonly Fault[] =>
    posted.all(part).some((text) => isRefused(field, text)) ? [{ code: 'FIELD_MY_NUMBER', facts: { part } }] : [],
  )
  return refuseFor(faults) ?? kind.read(posted, field, getLimits(field, scope))
}

/**
 * Whether a value that was kept can still stand: it has to be what its own entries read as, or stand in the same ones
 * (a date keeps its era although the field offers another calendar first by now), or be a telephone number that was kept
 * with +81 before that became 0 or with hyphens that are put right by now, or a confirmation that does not say what it is about.
 */
export function checkAnswer(field: Field, value: Value, scope: Scope): Reading<Value | undefined> {
  const kind = getFieldKind(field)
  if (!kind.isValue(value)) return no('VALUE_SHAPE', { part: kind.parts[0] ?? '' })
  const read = readField(field, postParts(kind.render(value, field)), scope)
  if (read.ok && !isSameValue(read.value, value) && !standsAlike(field, read.value, value))
    return no('VALUE_SHAPE', { part: kind.parts[0] ?? '' })
  return read
}

function standsAlike(field: Field, read: Value | undefined, value: Value): boolean {
  if (field.kind === 'confirm') return value === true
  if (field.kind === 'phone') return typeof value === 'string' && (value.startsWith('+81') || isSameBut(value, read))
  if (field.kind !== 'date' || read === undefined) return false
  const kind = getFieldKind(field)
  return JSON.stringify(kind.render(read, field)) === JSON.stringify(kind.render(value, field))
}

/** Whether only hyphens differ. */
function isSameBut(kept: string, read: Value | undefined): boolean {
  return typeof read === 'string' && read.replaceAll('-', '') === kept.replaceAll('-', '')
}

export function postParts(parts: Parts): Posted {
  return { one: (part) => parts[part]?.at(-1) ?? '', all: (part) => parts[part] ?? [] }
}

/**
 * A number from abroad can have twelve digits; with its plus sign it is no My Number. A longer number in groups is none
 * either, although some of its groups may look like one.
 */
function isRefused(field: Field, text: string): boolean {
  if (field.kind === 'digits') return holdsMyNumber(foldDigitGroups(text))
  return !(field.kind === 'phone' && /^\s*[+＋]/.test(text)) && holdsMyNumber(text)
}

function getLimits(field: Field, scope: Scope): Limits {
  if (field.kind === 'confirm') return { about: tellAbout(field, scope) }
  if (field.kind === 'account') {
    const holder = field.holder === undefined ? undefined : findValue(scope, field.holder)
    return typeof holder === 'string' ? { holder } : {}
  }
  if (field.kind !== 'date') return {}
  const from = field.from === undefined ? undefined : findDay(scope, field.from)
  const until = field.until === undefined ? undefined : findDay(scope, field.until)
  return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
}

/** Values are plain data with few keys; the order of keys says nothing. */
export function isSameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  const [left, right] = [Object.entries(a).sort(byKey), Object.entries(b).sort(byKey)]
  return JSON.stringify(left) === JSON.stringify(right)
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
