import type { Facts, No, Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { Value } from '../answers.ts'
import type { FieldErrorCode } from '../errors.ts'
import type { Field } from '../field.ts'

/** What a browser posted for one field, by part: `''` is the field itself, `day` the entry `birthDate.day`. */
export type Posted = {
  /** The last one if there are several, '' if there is none. */
  readonly one: (part: string) => string
  readonly all: (part: string) => readonly string[]
}

/** The parts of a field as a browser would post them: what `render` gives, `read` takes. */
export type Parts = Readonly<Record<string, readonly string[]>>

/**
 * What a field is measured by, already looked up: days (`today` or another answer), the kana of the person expected, what
 * a confirmation is about.
 */
export type Limits = {
  readonly from?: string
  readonly until?: string
  readonly holder?: string
  readonly about?: string
}

/** What is wrong with one part of a field, which `facts.part` names. */
export type Fault = { readonly code: FieldErrorCode; readonly facts: Facts }

/** A verdict on a whole field: what is wrong with its first part, and beside it what is wrong with the others. */
export type Reading<T> = Verdict<T, FieldErrorCode> & { readonly others?: readonly Fault[] }

/** Everything that is wrong, in the order of the parts. */
export function listFaults({
  code,
  facts,
  others = [],
}: Fault & { readonly others?: readonly Fault[] }): readonly Fault[] {
  return [{ code, facts }, ...others]
}

/** The reading for what was found wrong; nothing where nothing was. */
export function refuseFor(
  faults: readonly Fault[],
): (No<FieldErrorCode> & { readonly others?: readonly Fault[] }) | undefined {
  const [first, ...others] = faults
  if (first === undefined) return undefined
  const refused = no(first.code, first.facts)
  return others.length === 0 ? refused : { ...refused, others }
}

export type FieldKindRow<F extends Field, V extends Value> = {
  /** Which entries the field has. */
  readonly parts: readonly string[]
  /** What was meant, normalised; nothing if nothing was answered. Facts name the `part` that is wrong. */
  readonly read: (posted: Posted, field: F, limits: Limits) => Reading<V | undefined>
  readonly render: (value: V, field: F) => Parts
  /** As people read it. */
  readonly format: (value: V, field: F) => string
  /** The shape alone; whether it can be right is for `read` to say about what `render` gives. */
  readonly isValue: (value: unknown) => value is V
}
