import { no, ok, type Verdict } from '@madoguchi/kit'
import { type AccountKind, accountKinds } from '../account-kinds.ts'
import type { FieldErrorCode } from '../errors.ts'
import { type Fault, type Posted, type Reading, refuseFor } from './field-kind.ts'
import { checkHolderKana, foldKana } from './kana.ts'
import { isSameHolder } from './same-holder.ts'
import { foldWidth } from './text-rules.ts'

/** In the order in which they stand on the page. */
export const accountParts = [
  'bankName',
  'bankCode',
  'branchName',
  'branchCode',
  'codesUnknown',
  'accountKind',
  'number',
  'symbol',
  'symbolNumber',
  'symbolConfirmed',
  'holderKana',
  'holderConfirmed',
] as const

export type AccountPart = (typeof accountParts)[number]

export function isBlank(posted: Posted, part: AccountPart): boolean {
  return posted.one(part).trim() === ''
}

const kanjiDigits = '〇一二三四五六七八九'

/** What people write before the digits: 「記号14030番号12345671」, 「店番408」. Between two numbers it is a hyphen. */
const wordsBefore = /(?:記号|口座番号|番号|店番|(?:金融機関|銀行|支店|店舗)?コード)[:;=]?-?/g

/** One width, one hyphen, no spaces, 〇一八 as 018, without the words before it: as digits are compared. */
export function foldDigits(posted: Posted, part: AccountPart): string {
  return foldWidth(posted.one(part), 40)
    .replace(/\s/g, '')
    .replace(wordsBefore, (_words, at: number) => (at === 0 ? '' : '-'))
    .replace(/--+/g, '-')
    .replace(/[〇一二三四五六七八九]/g, (digit) => String(kanjiDigits.indexOf(digit)))
}

const spokenDigits = ['ゼロ|レイ', 'イチ', 'ニ', 'サン', 'ヨン', 'ゴ', 'ロク', 'ナナ|シチ', 'ハチ', 'キュウ|キユウ']

/** The digits that a branch of ゆうちょ銀行 is called by: 〇一八, 〇一八店, ゼロイチハチ支店. Other names stay what they are. */
export function foldBranchDigits(posted: Posted): string {
  const name = foldDigits(posted, 'branchName').replace(/(?:支店|店|シテン|テン)$/, '')
  const spoken = spokenDigits.reduce(
    (text, words, digit) => text.replace(new RegExp(words, 'g'), String(digit)),
    foldKana(name),
  )
  return /^[0-9]{3}$/.test(spoken) ? spoken : name
}

/** One of `allowed`; what nobody chose is `otherwise`, where there is such a thing. */
export function readKind(
  posted: Posted,
  allowed: readonly AccountKind[],
  otherwise?: AccountKind,
): Verdict<AccountKind, FieldErrorCode> {
  const kind = posted.one('accountKind').trim()
  const part = 'accountKind'
  if (kind === '') return otherwise === undefined ? no('ACCOUNT_INCOMPLETE', { part }) : ok(otherwise)
  const isKind = Object.hasOwn(accountKinds, kind) && allowed.includes(kind as AccountKind)
  return isKind ? ok(kind as AccountKind) : no('ACCOUNT_INVALID', { part })
}

type Holder = { readonly holderKana: string; readonly confirmedFor?: string }

/**
 * The holder, and the name of the person whom the form expects if somebody said that it is right although it is not
 * that one's: an old name, a name written in another way. Who did not say so yet is asked.
 */
export function readHolder(posted: Posted, person: string | undefined): Reading<Holder> {
  const part = 'holderKana'
  const faults: Fault[] = []
  if (isBlank(posted, part)) faults.push({ code: 'ACCOUNT_INCOMPLETE', facts: { part } })
  const holder = checkHolderKana(posted.one(part))
  if (faults.length === 0 && !holder.ok) faults.push(holder)
  const confirmed = posted.one('holderConfirmed')
  const isConfirmed = confirmed !== '' && confirmed === person
  if (faults.length === 0 && holder.ok && person !== undefined && !isSameHolder(holder.value, person) && !isConfirmed)
    faults.push({ code: 'ACCOUNT_HOLDER_DIFFERS', facts: { part } })
  const refused = refuseFor(faults)
  if (refused !== undefined || !holder.ok) return refused ?? no('ACCOUNT_INVALID', { part })
  const isName = confirmed !== '' && confirmed.length <= 200 && foldKana(confirmed) === confirmed
  return ok({ holderKana: holder.value, ...(isName && { confirmedFor: confirmed }) })
}
