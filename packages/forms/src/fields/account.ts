import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { type AccountKind, accountKinds } from '../account-kinds.ts'
import type { AccountValue } from '../answers.ts'
import type { FieldErrorCode } from '../errors.ts'
import type { AccountField } from '../field.ts'
import { type Fault, type FieldKindRow, type Posted, type Reading, refuseFor } from './field-kind.ts'
import { checkHolderKana } from './kana.ts'
import { isTexts } from './shapes.ts'
import { checkText, foldWidth } from './text-rules.ts'

const accountParts = [
  'bankName',
  'bankCode',
  'branchName',
  'branchCode',
  'accountKind',
  'number',
  'holderKana',
] as const

/**
 * 口座. Codes are digits of any width; a shorter account number is filled up with noughts on the left, as banks do.
 * Whether there is such an account is for the bank to say.
 */
export const accountKind: FieldKindRow<AccountField, AccountValue> = {
  parts: accountParts,
  read: (posted) => {
    if (accountParts.every((part) => part === 'accountKind' || posted.one(part).trim() === '')) return ok(undefined)
    return readAccount(posted)
  },
  render: (value) => Object.fromEntries(accountParts.map((part) => [part, [value[part]]])),
  format: ({ bankName, bankCode, branchName, branchCode, accountKind: kind, number, holderKana }) =>
    `${bankName}(${bankCode}) ${branchName}(${branchCode}) ${accountKinds[kind].label} ${number} ${holderKana}`,
  isValue: (value): value is AccountValue =>
    isTexts(value, { names: accountParts }) && isAccountKind((value as AccountValue).accountKind),
}

function readAccount(posted: Posted): Reading<AccountValue> {
  const kind = posted.one('accountKind')
  const read = {
    bankName: readPlace(posted, 'bankName'),
    bankCode: readDigits(posted, 'bankCode', /^[0-9]{4}$/),
    branchName: readPlace(posted, 'branchName'),
    branchCode: readDigits(posted, 'branchCode', /^[0-9]{3}$/),
    accountKind: isAccountKind(kind) ? ok(kind) : no('ACCOUNT_INVALID', { part: 'accountKind' } as const),
    number: readDigits(posted, 'number', /^[0-9]{1,7}$/),
    holderKana: checkHolderKana(posted.one('holderKana')),
  }
  const faults = accountParts.flatMap((part): readonly Fault[] => {
    if (posted.one(part).trim() === '') return [{ code: 'ACCOUNT_INCOMPLETE', facts: { part } }]
    const one = read[part]
    return one.ok ? [] : [one]
  })
  const { bankName, bankCode, branchName, branchCode, accountKind: chosen, number, holderKana } = read
  const isWhole =
    bankName.ok && bankCode.ok && branchName.ok && branchCode.ok && chosen.ok && number.ok && holderKana.ok
  if (!isWhole || faults.length > 0) return refuseFor(faults) ?? no('ACCOUNT_INVALID', { part: 'number' })
  return ok({
    bankName: bankName.value,
    bankCode: bankCode.value,
    branchName: branchName.value,
    branchCode: branchCode.value,
    accountKind: chosen.value,
    number: number.value.padStart(7, '0'),
    holderKana: holderKana.value,
  })
}

function readPlace(posted: Posted, part: string): Verdict<string, FieldErrorCode> {
  const name = checkText(posted.one(part), { graphemesMax: 40 })
  return name.ok ? name : no(name.code, { ...name.facts, part })
}

function readDigits(posted: Posted, part: string, pattern: RegExp): Verdict<string, FieldErrorCode> {
  const digits = foldWidth(posted.one(part), 20).replace(/[\s-]/g, '')
  return pattern.test(digits) ? ok(digits) : no('ACCOUNT_INVALID', { part })
}

function isAccountKind(kind: string): kind is AccountKind {
  return Object.hasOwn(accountKinds, kind)
}
