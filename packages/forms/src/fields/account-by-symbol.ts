import { no, ok } from '@madoguchi/kit'
import type { Place } from './account-by-branch.ts'
import { type AccountPart, foldBranchDigits, foldDigits, isBlank, readKind } from './account-parts.ts'
import { type Fault, type Posted, type Reading, refuseFor } from './field-kind.ts'
import {
  hasPostalCheckDigit,
  isPostalNumber,
  isSymbol,
  postalBank,
  postalBranchName,
  toBranch,
} from './postal-account.ts'

/** 記号 and 番号 as they were typed, and the boxes they stand in. */
type TypedSymbol = {
  readonly symbol: string
  readonly number: string
  readonly boxes: { readonly symbol: AccountPart; readonly number: AccountPart }
}

/** `14030-12345671`, also with the digit between them that says nothing here. */
const together = /^([01][0-9]{3}0)-(?:[0-9]-)?([0-9]{1,8})$/
const symbolAlone = /^([01][0-9]{3}0)(?:-?[0-9]-?)?$/

/**
 * 記号・番号, in their own boxes or where people put them: both in one, or where 店番 and 口座番号 of ゆうちょ銀行 stand.
 * Nothing where an account is told by its branch.
 */
export function findSymbol(posted: Posted): TypedSymbol | undefined {
  const own = { symbol: 'symbol', number: 'symbolNumber' } as const
  const [symbol, number] = [foldDigits(posted, own.symbol), foldDigits(posted, own.number)]
  const both = together.exec(symbol) ?? together.exec(number)
  // What stands in one box may stand in its own as well.
  const isOnce = [both?.[0], both?.[1], both?.[2], ''].includes(both?.[0] === symbol ? number : symbol)
  if (both?.[1] && both[2] && isOnce) return { symbol: both[1], number: both[2], boxes: own }
  if (symbol !== '' || number !== '') return { symbol: symbolAlone.exec(symbol)?.[1] ?? symbol, number, boxes: own }
  if (!isPostalBank(posted)) return undefined
  const [branch, account] = [foldDigits(posted, 'branchCode'), foldDigits(posted, 'number')]
  const inOne = together.exec(account)
  if (inOne?.[1] && inOne[2] && ['', toBranch({ symbol: inOne[1], number: inOne[2] }).branchCode].includes(branch))
    return { symbol: inOne[1], number: inOne[2], boxes: { symbol: 'number', number: 'number' } }
  const asBranch = symbolAlone.exec(branch)?.[1]
  if (asBranch === undefined) return undefined
  return { symbol: asBranch, number: account, boxes: { symbol: 'branchCode', number: 'number' } }
}

function isPostalBank(posted: Posted): boolean {
  return foldDigits(posted, 'bankCode') === postalBank.code || /ゆうちょ|ユウチヨ|ユウチョ/.test(posted.one('bankName'))
}

/** What 記号・番号 say; what stands beside them in the boxes of the other way has to say the same. */
export function readBySymbol(posted: Posted, typed: TypedSymbol): Reading<Place> {
  const { symbol, number, boxes } = typed
  const faults: Fault[] = []
  if (!isSymbol(symbol)) faults.push(emptyOrWrong(symbol, boxes.symbol))
  const isNumber = isPostalNumber({ symbol: isSymbol(symbol) ? symbol : '1', number })
  if (!isNumber) faults.push(emptyOrWrong(number, boxes.number))
  const isReadable = isSymbol(symbol) && isNumber
  const isUnlikely = isReadable && !hasPostalCheckDigit(typed)
  if (isUnlikely && posted.one('symbolConfirmed') !== tellSymbol(typed))
    faults.push({ code: 'ACCOUNT_SYMBOL', facts: { part: boxes.symbol } })
  const isGiro = symbol.startsWith('0')
  const accountKind = isGiro
    ? readKind(posted, ['current'], 'current')
    : readKind(posted, ['ordinary', 'savings'], 'ordinary')
  if (!accountKind.ok) faults.push({ code: accountKind.code, facts: accountKind.facts })
  const branch = toBranch({ symbol: isReadable ? symbol : '10000', number: isReadable ? number : '1' })
  if (isReadable && faults.length === 0) faults.push(...listDisagreements(posted, boxes, branch))
  if (!accountKind.ok || faults.length > 0) return refuseFor(faults) ?? no('ACCOUNT_INVALID', { part: boxes.symbol })
  return ok({
    bankName: postalBank.name,
    bankCode: postalBank.code,
    branchName: postalBranchName(branch.branchCode),
    branchCode: branch.branchCode,
    accountKind: accountKind.value,
    number: branch.number,
    writtenAs: 'symbol',
    ...(isUnlikely && { confirmedSymbol: symbol }),
  })
}

/** What somebody says is right although its check digit does not fit: `10180-12345671`. It falls with either of them. */
export function tellSymbol({ symbol, number }: Pick<TypedSymbol, 'symbol' | 'number'>): string {
  return `${symbol}-${number.replace(/^0+(?=[0-9])/, '')}`
}

function emptyOrWrong(text: string, part: AccountPart): Fault {
  return { code: text === '' ? 'ACCOUNT_INCOMPLETE' : 'ACCOUNT_INVALID', facts: { part } }
}

type Boxes = TypedSymbol['boxes']

function listDisagreements(posted: Posted, boxes: Boxes, branch: ReturnType<typeof toBranch>): readonly Fault[] {
  const said = {
    bankName: isBlank(posted, 'bankName') || isPostalBank(posted),
    bankCode: [postalBank.code, ''].includes(foldDigits(posted, 'bankCode')),
    branchName: [branch.branchCode, ''].includes(foldBranchDigits(posted)),
    branchCode: [branch.branchCode, ''].includes(foldDigits(posted, 'branchCode')),
    number: isBlank(posted, 'number') || foldDigits(posted, 'number').padStart(7, '0') === branch.number,
  }
  return (['bankName', 'bankCode', 'branchName', 'branchCode', 'number'] as const)
    .filter((part) => part !== boxes.symbol && part !== boxes.number && !said[part])
    .map((part) => ({ code: 'ACCOUNT_TWO_WAYS', facts: { part } }))
}
