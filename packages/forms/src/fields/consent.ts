import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'
import type { ConfirmField, ConsentField } from '../field.ts'
import type { FieldKindRow, Posted } from './field-kind.ts'

/** A box to tick, posted as `yes`. There is no answer but agreement: an empty box is no answer. */
export const consentKind: FieldKindRow<ConsentField, boolean> = {
  parts: [''],
  read: readTick,
  render: () => ({ '': ['yes'] }),
  format: () => '同意します',
  isValue: isTick,
}

export const confirmKind: FieldKindRow<ConfirmField, boolean> = {
  parts: [''],
  read: readTick,
  render: () => ({ '': ['yes'] }),
  format: () => '確かめました',
  isValue: isTick,
}

function readTick(posted: Posted): Verdict<boolean | undefined, FieldErrorCode> {
  const word = posted.one('')
  if (word === '') return ok(undefined)
  return word === 'yes' ? ok(true) : no('CHOICE_UNKNOWN', { part: '' })
}

function isTick(value: unknown): value is boolean {
  return value === true
}
