import { no, ok } from '@madoguchi/kit'
import { type AccountKind, accountKinds } from '../account-kinds.ts'
import type { AccountValue } from '../answers.ts'
import type { AccountField } from '../field.ts'
import { type Place, readByBranch } from './account-by-branch.ts'
import { findSymbol, readBySymbol, tellSymbol } from './account-by-symbol.ts'
import { accountParts, isBlank, readHolder } from './account-parts.ts'
import { type FieldKindRow, type Posted, type Reading, refuseFor } from './field-kind.ts'
import { findPostalNumber, hasPostalCheckDigit, isPostalNumber, isSymbol, postalBank } from './postal-account.ts'
import { isTexts } from './shapes.ts'

/**
 * 口座, by bank and branch, or by 記号・番号 of ゆうちょ銀行: boxes of either way may stand empty. Codes are digits of any
 * width; a shorter account number is filled up with noughts on the left, as banks do. Whether there is such an account
 * is for the bank to say; a bank or branch that no list of ours knows is taken as it is typed, and so is one whose code somebody says not to know.
 */
export const accountKind: FieldKindRow<AccountField, AccountValue> = {
  parts: accountParts,
  read: (posted, _field, { holder }) => {
    if (accountParts.every((part) => part === 'accountKind' || isBlank(posted, part))) return ok(undefined)
    return readAccount(posted, holder)
  },
  render: renderAccount,
  format: (value) => {
    const { bankName, bankCode, branchName, branchCode, accountKind: kind, number, holderKana } = value
    const postal = findSymbolOf(value)
    const also = postal === undefined ? '' : ` 記号${postal.symbol} 番号${postal.number}`
    return `${bankName}${inBrackets(bankCode)} ${branchName}${inBrackets(branchCode)} ${accountKinds[kind].label} ${number}${also} ${holderKana}`
  },
  isValue: (value): value is AccountValue =>
    isTexts(value, { names, perhaps: ['writtenAs', 'confirmedSymbol', 'confirmedFor'] }) &&
    isAccountKind((value as AccountValue).accountKind) &&
    [undefined, 'symbol'].includes((value as AccountValue).writtenAs),
}

const names = ['bankName', 'bankCode', 'branchName', 'branchCode', 'accountKind', 'number', 'holderKana'] as const

/** 記号・番号 of an account of ゆうちょ銀行; nothing for any other. */
export function findSymbolOf(account: Pick<AccountValue, 'bankCode' | 'branchCode' | 'number' | 'confirmedSymbol'>) {
  const postal = account.bankCode === postalBank.code ? findPostalNumber(account) : undefined
  return postal && { ...postal, symbol: account.confirmedSymbol ?? postal.symbol }
}

/** What is asked where the check digit of a typed 記号 does not fit: nothing where there is nothing to ask. */
export function findUnlikelySymbol(posted: Posted): string | undefined {
  const typed = findSymbol(posted)
  return typed && isSymbol(typed.symbol) && isPostalNumber(typed) && !hasPostalCheckDigit(typed)
    ? tellSymbol(typed)
    : undefined
}

function readAccount(posted: Posted, person: string | undefined): Reading<AccountValue> {
  const symbol = findSymbol(posted)
  const place: Reading<Place> = symbol === undefined ? readByBranch(posted) : readBySymbol(posted, symbol)
  const holder = readHolder(posted, person)
  if (place.ok && holder.ok) return ok({ ...place.value, ...holder.value })
  const faults = [place, holder].flatMap((read) => (read.ok ? [] : [read, ...(read.others ?? [])]))
  return refuseFor(faults.map(({ code, facts }) => ({ code, facts }))) ?? no('ACCOUNT_INVALID', { part: 'number' })
}

function renderAccount(value: AccountValue) {
  const postal = value.writtenAs === 'symbol' ? findSymbolOf(value) : undefined
  const { confirmedFor, bankCode, branchCode } = value
  const confirmed = { holderConfirmed: confirmedFor === undefined ? [] : [confirmedFor] }
  if (postal !== undefined) {
    const { accountKind: kind, holderKana } = value
    return {
      accountKind: [kind],
      holderKana: [holderKana],
      symbol: [postal.symbol],
      symbolNumber: [postal.number],
      symbolConfirmed: value.confirmedSymbol === undefined ? [] : [tellSymbol(postal)],
      ...confirmed,
    }
  }
  return {
    ...Object.fromEntries(names.map((part) => [part, [value[part]]])),
    codesUnknown: bankCode === '' || branchCode === '' ? ['yes'] : [],
    ...confirmed,
  }
}

/** Nothing for a code that nobody knew. */
function inBrackets(code: string): string {
  return code === '' ? '' : `(${code})`
}

function isAccountKind(kind: string): kind is AccountKind {
  return Object.hasOwn(accountKinds, kind)
}
