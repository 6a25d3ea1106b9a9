import { entryName, type Field } from '@madoguchi/forms'
import { findBank, findBranch, listBanks, listBranches } from './list-banks.ts'

/** Entries that pick a bank or a branch of those that a name may mean. They are no answers. */
export const picks = { bank: 'bankPick', branch: 'branchPick' } as const

type Boxes = Readonly<Record<'bankName' | 'bankCode' | 'branchName' | 'branchCode', string>>

/**
 * What was posted, with the codes of the bank and the branch that were picked, or that are the only ones of the name that
 * was typed, and with the names of codes without one. What somebody typed into a box stays.
 * All fields of the page are looked at, also those that are asked only by what was posted with them.
 */
export function completeAccounts(form: URLSearchParams, fields: readonly Field[]): URLSearchParams {
  const completed = new URLSearchParams(form)
  for (const field of fields) {
    if (field.kind !== 'account') continue
    const name = (part: string) => entryName(field.id, { part })
    const typed = (part: string) => (form.get(name(part)) ?? '').trim()
    if (typed('symbol') !== '' || typed('symbolNumber') !== '') continue
    const boxes = { bankName: '', bankCode: '', branchName: '', branchCode: '' }
    const before: Boxes = { ...boxes, ...Object.fromEntries(Object.keys(boxes).map((part) => [part, typed(part)])) }
    const after = completeBoxes(before, { bank: typed(picks.bank), branch: typed(picks.branch) })
    for (const [part, text] of Object.entries(after)) if (text !== typed(part)) completed.set(name(part), text)
  }
  return completed
}

function completeBoxes(boxes: Boxes, picked: { readonly bank: string; readonly branch: string }): Boxes {
  const bank = boxes.bankCode === '' ? findBank(picked.bank) : undefined
  const bankCode = bank?.code ?? (boxes.bankCode || (listBanks(boxes.bankName).exact?.code ?? ''))
  const bankName = bank?.name ?? (boxes.bankName || (findBank(bankCode)?.name ?? ''))
  const branch = boxes.branchCode === '' ? findBranch(bankCode, picked.branch) : undefined
  const branchCode = branch?.code ?? (boxes.branchCode || (listBranches(bankCode, boxes.branchName).exact?.code ?? ''))
  const branchName = branch?.name ?? (boxes.branchName || (findBranch(bankCode, branchCode)?.name ?? ''))
  return { bankName, bankCode, branchName, branchCode }
}
