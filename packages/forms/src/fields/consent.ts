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

const aboutPattern = /^[A-Za-z0-9_-]{16}$/

/**
 * A box to tick, posted as what it was about when its page was made: whoever changed that since is asked anew. `yes` is
 * said by a program, or a page of before, about whatever it posts.
 */
export const confirmKind: FieldKindRow<ConfirmField, string | boolean> = {
  parts: [''],
  read: (posted, _field, { about }) => {
    const word = posted.one('')
    if (word === '') return ok(undefined)
    if (word === 'yes') return ok(about ?? true)
    if (!aboutPattern.test(word)) return no('CHOICE_UNKNOWN', { part: '' })
    return word === about ? ok(word) : no('CONFIRM_ANEW', { part: '' })
  },
  render: (value) => ({ '': [typeof value === 'string' ? value : 'yes'] }),
  format: () => '確かめました',
  isValue: (value): value is string | boolean =>
    isTick(value) || (typeof value === 'string' && aboutPattern.test(value)),
}

function readTick(posted: Posted): Verdict<boolean | undefined, FieldErrorCode> {
  const word = posted.one('')
  if (word === '') return ok(undefined)
  return word === 'yes' ? ok(true) : no('CHOICE_UNKNOWN', { part: '' })
}

function isTick(value: unknown): value is boolean {
  return value === true
}
