import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'
import type { Field } from '../field.ts'
import type { FieldKindRow } from './field-kind.ts'

/** A kind whose value is one text in one entry, and reads as it stands. */
export function makeTextKind<F extends Field>(
  check: (typed: string, field: F) => Verdict<string, FieldErrorCode>,
): FieldKindRow<F, string> {
  return {
    parts: [''],
    read: (posted, field) => {
      const typed = posted.one('')
      if (typed.trim() === '') return ok(undefined)
      const checked = check(typed, field)
      return checked.ok || checked.facts.part !== undefined ? checked : no(checked.code, { ...checked.facts, part: '' })
    },
    render: (value) => ({ '': [value] }),
    format: (value) => value,
    isValue: (value) => typeof value === 'string',
  }
}
