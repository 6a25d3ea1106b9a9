import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { type AccountKind, accountKinds } from '../account-kinds.ts'
import type { AccountValue } from '../answers.ts'
import type { FieldErrorCode } from '../errors.ts'
import type { AccountField } from '../field.ts'
import type { FieldKindRow, Posted } from './field-kind.ts'
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

function readAccount(posted: Posted): Verdict<AccountValue, FieldErrorCode> {
  for (const part of accountParts) if (posted.one(part).trim() === '') return no('ACCOUNT_INCOMPLETE', { part })
  const [bankName, branchName] = [readPlace(posted, 'bankName'), readPlace(posted, 'branchName')]
  const [bankCode, branchCode] = [
    readDigits(posted, 'bankCode', /^[0-9]{4}$/),
    readDigits(posted, 'branchCode', /^[0-9]{3}$/),
  ]
  const number = readDigits(posted, 'number', /^[0-9]{1,7}$/)
  const holderKana = checkHolderKana(posted.one('holderKana'))
  const kind = posted.one('accountKind')
  if (!bankName.ok) return bankName
  if (!bankCode.ok) return bankCode
  if (!branchName.ok) return branchName
  if (!branchCode.ok) return branchCode
  if (!isAccountKind(kind)) return no('ACCOUNT_INVALID', { part: 'accountKind' })
  if (!number.ok) return number
  if (!holderKana.ok) return holderKana
  return ok({
    bankName: bankName.value,
    bankCode: bankCode.value,
    branchName: branchName.value,
    branchCode: branchCode.value,
    accountKind: kind,
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
