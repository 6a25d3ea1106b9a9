import { no, ok } from '@madoguchi/kit'
import type { ConsentField } from '../field.ts'
import type { FieldKindRow } from './field-kind.ts'

/** A box to tick, posted as `yes`. There is no answer but agreement: an empty box is no answer. */
export const consentKind: FieldKindRow<ConsentField, boolean> = {
  parts: [''],
  read: (posted) => {
    const word = posted.one('')
    if (word === '') return ok(undefined)
    return word === 'yes' ? ok(true) : no('CHOICE_UNKNOWN', { part: '' })
  },
  render: () => ({ '': ['yes'] }),
  format: () => '同意します',
  isValue: (value): value is boolean => value === true,
}
