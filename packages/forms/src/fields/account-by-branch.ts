import { no, ok, type Verdict } from '@madoguchi/kit'
import type { AccountValue } from '../answers.ts'
import type { FieldErrorCode } from '../errors.ts'
import { type AccountPart, foldBranchDigits, foldDigits, isBlank, readKind } from './account-parts.ts'
import { type Fault, type Posted, type Reading, refuseFor } from './field-kind.ts'
import { postalBank, postalBranchName } from './postal-account.ts'
import { checkText } from './text-rules.ts'

/** An account without its holder. */
export type Place = Omit<AccountValue, 'holderKana' | 'confirmedFor'>

const allKinds = ['ordinary', 'current', 'savings'] as const
const parts = ['bankName', 'bankCode', 'branchName', 'branchCode', 'accountKind', 'number'] as const

/**
 * 金融機関, 支店, 種別, 口座番号. What 店番 of ゆうちょ銀行 tells by itself need not be typed. A code that somebody says not
 * to know is empty: the paper has boxes for a pen.
 */
export function readByBranch(posted: Posted): Reading<Place> {
  const bankCode = readCode(posted, 'bankCode', /^[0-9]{4}$/)
  const isPostal = bankCode.ok && bankCode.value === postalBank.code
  const branchCode = readBranchCode(posted, isPostal)
  const postal = isPostal && branchCode.ok && branchCode.value !== '' ? branchCode.value : undefined
  const isGiro = postal?.endsWith('9') === true
  const kinds = postal === undefined ? allKinds : isGiro ? (['current'] as const) : (['ordinary', 'savings'] as const)
  const read = {
    bankName: readName(posted, 'bankName', postal === undefined ? undefined : postalBank.name),
    bankCode,
    branchName: readName(posted, 'branchName', postal === undefined ? undefined : postalBranchName(postal)),
    branchCode,
    accountKind: readKind(posted, kinds, isGiro ? 'current' : undefined),
    number: readNumber(posted, postal?.endsWith('8') === true),
  }
  const faults = parts.flatMap((part): readonly Fault[] => {
    const one = read[part]
    return one.ok ? [] : [{ code: one.code, facts: one.facts }]
  })
  const { bankName, branchName, accountKind, number } = read
  if (!bankName.ok || !bankCode.ok || !branchName.ok || !branchCode.ok || !accountKind.ok || !number.ok)
    return refuseFor(faults) ?? no('ACCOUNT_INVALID', { part: 'number' })
  return ok({
    bankName: bankName.value,
    bankCode: bankCode.value,
    branchName: branchName.value,
    branchCode: branchCode.value,
    accountKind: accountKind.value,
    number: number.value,
  })
}

function readName(posted: Posted, part: AccountPart, otherwise: string | undefined): Verdict<string, FieldErrorCode> {
  if (isBlank(posted, part)) return otherwise === undefined ? no('ACCOUNT_INCOMPLETE', { part }) : ok(otherwise)
  const name = checkText(posted.one(part), { graphemesMax: 40 })
  return name.ok ? name : no(name.code, { ...name.facts, part })
}

function readDigits(posted: Posted, part: AccountPart, pattern: RegExp): Verdict<string, FieldErrorCode> {
  if (isBlank(posted, part)) return no('ACCOUNT_INCOMPLETE', { part })
  const digits = foldDigits(posted, part).replace(/-/g, '')
  return pattern.test(digits) ? ok(digits) : no('ACCOUNT_INVALID', { part })
}

/** A code, or nothing where somebody says not to know it. */
function readCode(posted: Posted, part: AccountPart, pattern: RegExp): Verdict<string, FieldErrorCode> {
  return isBlank(posted, part) && !isBlank(posted, 'codesUnknown') ? ok('') : readDigits(posted, part, pattern)
}

/** 店番 of ゆうちょ銀行 ends in 8, or in 9 for 振替; its branches are called by it, so that the name tells it as well. */
function readBranchCode(posted: Posted, isPostal: boolean): Verdict<string, FieldErrorCode> {
  const named = foldBranchDigits(posted)
  if (isPostal && isBlank(posted, 'branchCode') && postalBranch.test(named)) return ok(named)
  return readCode(posted, 'branchCode', isPostal ? postalBranch : /^[0-9]{3}$/)
}

const postalBranch = /^[0-9]{2}[89]$/

/** Seven digits, of which not all are noughts; the eight of 番号, which end in 1, are one of them too where the branch is one of ゆうちょ銀行. */
function readNumber(posted: Posted, isPostal: boolean): Verdict<string, FieldErrorCode> {
  const number = readDigits(posted, 'number', isPostal ? /^(?:[0-9]{1,7}|[0-9]{7}1)$/ : /^[0-9]{1,7}$/)
  if (!number.ok) return number
  const seven = number.value.slice(0, 7).padStart(7, '0')
  return seven === '0000000' ? no('ACCOUNT_INVALID', { part: 'number' }) : ok(seven)
}
