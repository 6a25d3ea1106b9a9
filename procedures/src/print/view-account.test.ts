import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountValue } from '@madoguchi/forms'
import { viewField } from './view-field.ts'

const account: AccountValue = {
  bankName: 'ゆうちょ銀行',
  bankCode: '9900',
  branchName: '四〇八',
  branchCode: '408',
  accountKind: 'ordinary',
  number: '0000012',
  holderKana: 'ミホン　ハナコ',
}
const view = (value: AccountValue) => {
  const shown = viewField({ kind: 'account', id: 'account', label: '口座' }, value)
  assert.ok(shown.kind === 'account')
  return shown
}

test('the paper has 記号・番号 of ゆうちょ銀行 beside bank and branch, whichever of them was typed', () => {
  for (const written of [account, { ...account, writtenAs: 'symbol' } as const]) {
    const { bankCode, branchCode, number, symbol, symbolNumber } = view(written)
    assert.deepEqual([bankCode, branchCode, number, symbol, symbolNumber], ['9900', '408', '0000012', '14010', '121'])
  }
})

test('codes that nobody knew are empty boxes, and no 記号 is made up for them', () => {
  const { bankCode, branchCode, symbol, bankName } = view({ ...account, bankCode: '', branchCode: '' })
  assert.deepEqual([bankCode, branchCode, symbol, bankName], ['', '', '', 'ゆうちょ銀行'])
})

test('no other bank has 記号, nor has a branch that ゆうちょ銀行 cannot have', () => {
  assert.equal(view({ ...account, bankCode: '0001' }).symbol, '')
  assert.equal(view({ ...account, branchCode: '407' }).symbol, '')
  assert.equal(view({ ...account, branchCode: '019', number: '7000012' }).symbol, '')
})
