import type { AccountValue, SummaryPage, Value } from '@madoguchi/forms'
import { formatDate } from '@madoguchi/kit'
import type { Choice, Html } from '@madoguchi/ui'
import { html, renderButton, renderRadioGroup, renderSelectField } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { picks } from './account-codes.ts'
import { own } from './fill-form-entries.ts'
import { bankDataDay, type Found, findBank, findBranch, listBanks, listBranches, type Place } from './list-banks.ts'
import { fillWords } from './words.ts'

/** So many stand as buttons, so many more in a list that opens; of still more the name has to be longer. */
const radiosMax = 8
const listedMax = 100

type Typed = (part: 'bankName' | 'bankCode' | 'branchName' | 'branchCode' | 'symbol') => string

/**
 * Below bank and branch: the way from a name to its code, and which banks or branches a name may mean. Codes that the list
 * does not know are only remarked on.
 */
export function renderAccountChoices(name: string, typed: Typed, reader: Reader): Html {
  const words = fillWords(reader).account
  const look = renderButton({
    label: words.look,
    kind: 'outline',
    size: 'small',
    name: own.go,
    value: 'bank',
    skipsChecks: true,
  })
  const about = html`<p class="field__support">${words.listOf(formatDate(bankDataDay))}</p>`
  return html`<div class="account__choose">${renderFound(name, typed, reader)}${look}${about}</div>`
}

function renderFound(name: string, typed: Typed, reader: Reader): Html | '' {
  const words = fillWords(reader).account
  const [bankName, bankCode, branchName, branchCode] = [
    typed('bankName').trim(),
    typed('bankCode').normalize('NFKC').trim(),
    typed('branchName').trim(),
    typed('branchCode').normalize('NFKC').trim(),
  ]
  if (typed('symbol').trim() !== '') return ''
  if (bankCode === '')
    return bankName === ''
      ? ''
      : renderPick({ name: `${name}.${picks.bank}`, label: words.pickBank, found: listBanks(bankName) }, reader)
  // What is no code at all is wrong, and said so at its box.
  if (!/^[0-9]{4}$/.test(bankCode)) return ''
  const bank = findBank(bankCode)
  const remarks = listCodeRemarks({ bankName, bankCode, branchName, branchCode }, reader).map(remark)
  if (bank === undefined || branchCode !== '' || branchName === '') return html`${remarks}`
  const found = listBranches(bankCode, branchName)
  return html`${remarks}${renderPick({ name: `${name}.${picks.branch}`, label: words.pickBranch, found }, reader)}`
}

type Codes = Readonly<Record<'bankName' | 'bankCode' | 'branchName' | 'branchCode', string>>

/** What the list knows otherwise of these codes, or not at all. Either may stand. */
function listCodeRemarks({ bankName, bankCode, branchName, branchCode }: Codes, reader: Reader): readonly string[] {
  const words = fillWords(reader).account
  const bank = findBank(bankCode)
  if (bank === undefined) return bankCode === '' ? [] : [words.unknownBank]
  const isOther = bankName !== '' && !listBanks(bankName).places.some(({ code }) => code === bankCode)
  const other = isOther ? [words.otherName(bankCode, bank.name)] : []
  if (!/^[0-9]{3}$/.test(branchCode)) return other
  const branch = findBranch(bankCode, branchCode)
  if (branch === undefined) return [...other, words.unknownBranch]
  const isOtherBranch =
    branchName !== '' && !listBranches(bankCode, branchName).places.some(({ code }) => code === branchCode)
  return isOtherBranch ? [...other, words.otherName(branchCode, branch.name)] : other
}

/** What is remarked on an account where it is looked at once more. What 記号 and 番号 tell needs no list. */
export function listAccountRemarks(account: AccountValue, reader: Reader): readonly string[] {
  if (account.confirmedSymbol !== undefined) return [fillWords(reader).account.symbolConfirmed]
  if (account.writtenAs === 'symbol') return []
  const left = account.bankCode === '' || account.branchCode === '' ? [fillWords(reader).account.codesLeft] : []
  return [...left, ...listCodeRemarks(account, reader)]
}

function remark(text: string): Html {
  return html`<p class="account__remark" role="status">${text}</p>`
}

type Pick = { readonly name: string; readonly label: string; readonly found: Found }

function renderPick({ name, label, found }: Pick, reader: Reader): Html {
  const words = fillWords(reader).account
  const { places } = found
  if (places.length === 0) return remark(words.none)
  const listed = places.slice(0, listedMax)
  const choices = listed.map((place): Choice => ({ value: place.code, label: labelOf(place) }))
  const support = places.length > listedMax ? words.more(places.length) : words.pickSupport
  const field = { name, label, support, requirement: 'unsaid' as const }
  return places.length > radiosMax
    ? renderSelectField({
        ...field,
        value: '',
        options: listed.map((place) => ({ value: place.code, label: labelOf(place) })),
      })
    : renderRadioGroup({ ...field, choices })
}

function labelOf({ code, name }: Place): string {
  return `${name}(${code})`
}

export function isAccount(value: Value | undefined): value is AccountValue {
  return typeof value === 'object' && 'bankCode' in value
}

/** Codes that somebody does not know, which the paper leaves empty: what of which account the pen writes, in words. */
export function listEmptyCodes(pages: readonly SummaryPage[], reader: Reader): readonly string[] {
  const { codeNames, codesForPen } = fillWords(reader).account
  const rows = pages.flatMap((page) => [...page.rows, ...page.items.flatMap((item) => item.rows)])
  return rows.flatMap(({ label, value }) => {
    if (!isAccount(value)) return []
    const empty = (['bankCode', 'branchCode'] as const).filter((code) => value[code] === '')
    return empty.length === 0
      ? []
      : [
          codesForPen(
            label,
            empty.map((code) => codeNames[code]),
          ),
        ]
  })
}
