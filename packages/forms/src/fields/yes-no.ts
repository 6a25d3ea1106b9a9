import { no, ok } from '@madoguchi/kit'
import type { YesNoField } from '../field.ts'
import type { FieldKindRow } from './field-kind.ts'

/** Posted as `yes` or `no`. */
export const yesNoKind: FieldKindRow<YesNoField, boolean> = {
  parts: [''],
  read: (posted) => {
    const word = posted.one('')
    if (word === '') return ok(undefined)
    return word === 'yes' || word === 'no' ? ok(word === 'yes') : no('CHOICE_UNKNOWN', { part: '' })
  },
  render: (value) => ({ '': [value ? 'yes' : 'no'] }),
  format: (value, { yes = 'はい', no: notSo = 'いいえ' }) => (value ? yes : notSo),
  isValue: (value) => typeof value === 'boolean',
}
