import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { AccountField } from '../field.ts'
import { postParts, readField } from '../flow/check-answer.ts'
import { openScope } from '../flow/scope.ts'
import { accountKind, findSymbolOf, findUnlikelySymbol } from './account.ts'
import { listFaults } from './field-kind.ts'
import { findPostalNumber, hasPostalCheckDigit, toBranch } from './postal-account.ts'

const field: AccountField = { kind: 'account', id: 'account', label: '口座' }
const branch = {
  bankName: 'みほん銀行',
  bankCode: '0001',
  branchName: '本店',
  branchCode: '001',
  accountKind: 'ordinary',
  number: '1234567',
  holderKana: 'ミホン ハナコ',
}
type Typed = Readonly<Record<string, string>>

function read(typed: Typed, holder?: string) {
  const parts = Object.fromEntries(Object.entries(typed).map(([part, text]) => [part, [text]]))
  return accountKind.read(postParts(parts), field, holder === undefined ? {} : { holder })
}
function value(typed: Typed, holder?: string) {
  const account = read(typed, holder)
  assert.ok(account.ok && account.value, JSON.stringify(account))
  return account.value
}
function wrong(typed: Typed, holder?: string): readonly string[] {
  const account = read(typed, holder)
  return account.ok ? [] : listFaults(account).map(({ code, facts }) => `${facts.part} ${code}`)
}
const symbol = { symbol: '14030', symbolNumber: '12345671', holderKana: 'ミホン ハナコ' }

test('whoever has a passbook of ゆうちょ銀行 types 記号 and 番号 alone, and bank, branch and number follow', () => {
  assert.deepEqual(value(symbol), {
    bankName: 'ゆうちょ銀行',
    bankCode: '9900',
    branchName: '四〇八',
    branchCode: '408',
    accountKind: 'ordinary',
    number: '1234567',
    writtenAs: 'symbol',
    holderKana: 'ミホン　ハナコ',
  })
  const savings = value({ ...symbol, accountKind: 'savings' })
  assert.deepEqual([savings.accountKind, savings.branchCode], ['savings', '408'])
  assert.match(accountKind.format(savings, field), /四〇八\(408\) 貯蓄 1234567 記号14030 番号12345671 ミホン/)
})

test('a 振替 account is 当座 of a branch that ends in 9, and the digit between its numbers says nothing', () => {
  for (const typed of [
    { symbol: '00190', symbolNumber: '31000' },
    { symbol: '00190-5', symbolNumber: '31000' },
    { symbol: '００１９０－５－３１０００', symbolNumber: '' },
    { symbol: '', symbolNumber: '00190-5-31000' },
  ]) {
    const { bankCode, branchName, branchCode, accountKind: kind, number } = value({ ...symbol, ...typed })
    assert.deepEqual(
      [bankCode, branchName, branchCode, kind, number],
      ['9900', '〇一九', '019', 'current', '0031000'],
      JSON.stringify(typed),
    )
  }
})

test('記号 and 番号 are understood where people put them: for 店番 and 口座番号, or both in one box', () => {
  const postal = { bankName: 'ゆうちょ銀行', holderKana: 'ミホン' }
  for (const typed of [
    { branchCode: '14030', number: '12345671' },
    { branchCode: '１４０３０', number: '１２３４５６７１' },
    { branchCode: '', number: '14030-12345671' },
    { branchCode: '408', number: '14030-12345671' },
    { bankName: '', bankCode: '9900', branchCode: '14030-2', number: '12345671' },
  ]) {
    const { branchCode, number, writtenAs } = value({ ...postal, ...typed })
    assert.deepEqual([branchCode, number, writtenAs], ['408', '1234567', 'symbol'], JSON.stringify(typed))
  }
  assert.deepEqual(wrong({ ...branch, branchCode: '14030' }), ['branchCode ACCOUNT_INVALID'])
})

test('店番 of ゆうちょ銀行 tells its bank and branch, and 番号 of eight digits its number', () => {
  const typed = {
    bankCode: '9900',
    branchCode: '018',
    accountKind: 'ordinary',
    number: '12345671',
    holderKana: 'ミホン',
  }
  const { bankName, branchName, number, writtenAs } = value(typed)
  assert.deepEqual([bankName, branchName, number, writtenAs], ['ゆうちょ銀行', '〇一八', '1234567', undefined])
  assert.deepEqual(findSymbolOf(value(typed)), { symbol: '10130', number: '12345671' })
  assert.equal(value({ ...typed, branchCode: '〇一八' }).branchCode, '018')
  assert.deepEqual(wrong({ ...typed, number: '12345672' }), ['number ACCOUNT_INVALID'])
  assert.equal(findSymbolOf(value(branch)), undefined)
})

test('the check digit of 記号 is that of accounts which their owners have published', () => {
  for (const [published, number] of [
    ['00190', '31000'],
    ['00190', '566468'],
    ['00110', '5606'],
    ['00130', '265072'],
  ] as const) {
    assert.ok(hasPostalCheckDigit({ symbol: published, number }))
    assert.deepEqual(findPostalNumber(toBranch({ symbol: published, number })), { symbol: published, number })
  }
})

test('every account of ゆうちょ銀行 goes from 店番 and 口座番号 to 記号・番号 and back', () => {
  const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
  fc.assert(
    fc.property(digits(2), fc.constantFrom('8', '9'), digits(7), (place, kind, seven) => {
      const account = {
        branchCode: `${place.join('')}${kind}`,
        number: kind === '9' ? `0${seven.slice(1).join('')}` : seven.join(''),
      }
      const postal = findPostalNumber(account)
      assert.ok(postal && hasPostalCheckDigit(postal))
      assert.deepEqual(toBranch(postal), account)
    }),
  )
})

test('a slip in 記号 or 番号 is found by the check digit, and each fault is said at its box', () => {
  assert.deepEqual(wrong({ ...symbol, symbolNumber: '12345681' }), ['symbol ACCOUNT_SYMBOL'])
  assert.deepEqual(wrong({ ...symbol, symbol: '24030' }), ['symbol ACCOUNT_INVALID'])
  assert.deepEqual(wrong({ ...symbol, symbol: '14031' }), ['symbol ACCOUNT_INVALID'])
  assert.deepEqual(wrong({ ...symbol, symbolNumber: '12345672' }), ['symbolNumber ACCOUNT_INVALID'])
  assert.deepEqual(wrong({ ...symbol, symbol: '00190' }), ['symbolNumber ACCOUNT_INVALID'])
  assert.deepEqual(wrong({ ...symbol, symbolNumber: '' }), ['symbolNumber ACCOUNT_INCOMPLETE'])
  assert.deepEqual(wrong({ ...symbol, accountKind: 'current' }), ['accountKind ACCOUNT_INVALID'])
  assert.deepEqual(wrong({ symbol: 'x', symbolNumber: 'x', holderKana: '山田', accountKind: 'x' }), [
    'symbol ACCOUNT_INVALID',
    'symbolNumber ACCOUNT_INVALID',
    'accountKind ACCOUNT_INVALID',
    'holderKana KANA_INVALID',
  ])
})

test('who types an account in both ways reads which box says another one', () => {
  const both = { ...symbol, bankCode: '9900', branchCode: '408', number: '1234567', accountKind: 'ordinary' }
  assert.deepEqual(wrong(both), [])
  assert.deepEqual(wrong({ ...both, branchCode: '418', number: '1' }), [
    'branchCode ACCOUNT_TWO_WAYS',
    'number ACCOUNT_TWO_WAYS',
  ])
  assert.deepEqual(wrong({ ...branch, ...symbol }), [
    'bankName ACCOUNT_TWO_WAYS',
    'bankCode ACCOUNT_TWO_WAYS',
    'branchName ACCOUNT_TWO_WAYS',
    'branchCode ACCOUNT_TWO_WAYS',
  ])
  assert.deepEqual(wrong({ ...symbol, branchName: '〇〇八' }), ['branchName ACCOUNT_TWO_WAYS'])
  for (const branchName of ['四〇八', '四〇八店', '408', '４０８支店', 'ヨンゼロハチ', 'ヨンゼロハチ店'])
    assert.deepEqual(wrong({ ...symbol, branchName }), [], branchName)
})

test('記号 and 番号 are read with the words that stand before them in the passbook, and twice where both say the same', () => {
  for (const typed of [
    { symbol: '記号14030', symbolNumber: '番号12345671' },
    { symbol: '記号:１４０３０', symbolNumber: '番号 12345671' },
    { symbol: '記号14030番号12345671', symbolNumber: '' },
    { symbol: '14030-12345671', symbolNumber: '12345671' },
    { symbol: '14030', symbolNumber: '14030-12345671' },
    { symbol: '14030-12345671', symbolNumber: '14030-12345671' },
  ]) {
    const { branchCode, number } = value({ ...symbol, ...typed })
    assert.deepEqual([branchCode, number], ['408', '1234567'], JSON.stringify(typed))
  }
  assert.notDeepEqual(wrong({ ...symbol, symbol: '14030-12345671', symbolNumber: '12345681' }), [])
  const named = { ...branch, bankCode: 'コード0001', branchCode: '店番001', number: '口座番号1234567' }
  assert.deepEqual([value(named).bankCode, value(named).branchCode, value(named).number], ['0001', '001', '1234567'])
})

test('a branch of ゆうちょ銀行 has the accounts that it can have, and no bank has one of noughts', () => {
  const postal = { ...branch, bankName: 'ゆうちょ銀行', bankCode: '9900', branchName: '四〇八', branchCode: '408' }
  assert.deepEqual(wrong(postal), [])
  assert.deepEqual(wrong({ ...postal, accountKind: 'current' }), ['accountKind ACCOUNT_INVALID'])
  const giro = { ...postal, branchName: '〇一九', branchCode: '019', number: '31000' }
  assert.deepEqual(wrong({ ...giro, accountKind: 'ordinary' }), ['accountKind ACCOUNT_INVALID'])
  assert.deepEqual(wrong({ ...giro, accountKind: 'current' }), [])
  assert.deepEqual(wrong({ ...postal, branchCode: '123' }), ['branchCode ACCOUNT_INVALID'])
  assert.deepEqual(wrong({ ...branch, number: '0000000' }), ['number ACCOUNT_INVALID'])
  assert.deepEqual(wrong({ ...symbol, symbolNumber: '01' }), ['symbolNumber ACCOUNT_INVALID'])
  assert.deepEqual(wrong({ ...symbol, symbol: '00190', symbolNumber: '0' }), ['symbolNumber ACCOUNT_INVALID'])
  for (const branchName of ['四〇八', '四〇八店', '408支店'])
    assert.equal(value({ ...postal, branchCode: '', branchName }).branchCode, '408', branchName)
})

test('whoever has no code at hand says so, and the codes stay empty for a pen while all else is asked for', () => {
  const { bankCode: _bank, branchCode: _branch, ...names } = branch
  assert.deepEqual(wrong(names), ['bankCode ACCOUNT_INCOMPLETE', 'branchCode ACCOUNT_INCOMPLETE'])
  const account = value({ ...names, codesUnknown: 'yes' })
  assert.deepEqual([account.bankCode, account.branchCode, account.bankName], ['', '', 'みほん銀行'])
  assert.equal(accountKind.format(account, field), 'みほん銀行 本店 普通 1234567 ミホン　ハナコ')
  assert.ok(accountKind.isValue(account))
  const again = accountKind.read(postParts(accountKind.render(account, field)), field, {})
  assert.deepEqual(again, { ok: true, value: account })
  assert.equal(value({ ...names, bankCode: '0001', codesUnknown: 'yes' }).bankCode, '0001')
  const known = value({ ...branch, codesUnknown: 'yes' })
  assert.deepEqual([known.bankCode, known.branchCode], ['0001', '001'], 'what was typed is known')
  assert.deepEqual(accountKind.render(known, field).codesUnknown, [])
  assert.deepEqual(wrong({ ...names, bankCode: '12', codesUnknown: 'yes' }), ['bankCode ACCOUNT_INVALID'])
  assert.deepEqual(wrong({ codesUnknown: 'yes', holderKana: 'ミホン' }), [
    'bankName ACCOUNT_INCOMPLETE',
    'branchName ACCOUNT_INCOMPLETE',
    'accountKind ACCOUNT_INCOMPLETE',
    'number ACCOUNT_INCOMPLETE',
  ])
})

test('an account in the same name is nobody’s question, however the bank writes it', () => {
  const person = 'キョウゴク　ジョージ'
  for (const holderKana of [
    'キョウゴク ジョージ',
    'ｷﾖｳｺﾞｸ ｼﾞﾖｰｼﾞ',
    'キヨウコ゛ク シ゛ヨーシ゛',
    'キヨウゴクジヨ－ジ',
    'きょうごく じょーじ',
    'ジョージ キョウゴク',
    'ジヨージキヨウゴク',
    'ｷﾖｳｺﾞｸ･ｼﾞﾖ-ｼﾞ',
  ])
    assert.deepEqual(wrong({ ...branch, holderKana }, person), [], holderKana)
  assert.deepEqual(wrong({ ...branch, holderKana: 'YAMADA TARO' }, undefined), [])
  assert.deepEqual(wrong({ ...branch, holderKana: 'マリア シルバ ダ' }, 'ダ シルバ マリア'), [])
})

test('an account in another name is asked about, and taken when somebody says that it is right', () => {
  const person = 'ミホン　ハナコ'
  for (const holderKana of ['キュウセイ ハナコ', 'ミホン タロウ', 'ミホン', 'MIHON HANAKO'])
    assert.deepEqual(wrong({ ...branch, holderKana }, person), ['holderKana ACCOUNT_HOLDER_DIFFERS'], holderKana)
  const asked = { ...branch, holderKana: 'キュウセイ ハナコ', holderConfirmed: person }
  const account = value(asked, person)
  assert.equal(account.confirmedFor, person)
  const again = accountKind.read(postParts(accountKind.render(account, field)), field, { holder: person })
  assert.deepEqual(again, { ok: true, value: account })
  assert.deepEqual(
    wrong(asked, 'ミホン　ジロウ'),
    ['holderKana ACCOUNT_HOLDER_DIFFERS'],
    'who was confirmed is another',
  )
  assert.deepEqual(wrong({ ...branch, holderKana: '・' }, person), ['holderKana KANA_INVALID'])
  assert.deepEqual(wrong({ ...asked, holderKana: '' }, person), ['holderKana ACCOUNT_INCOMPLETE'])
})

test('a 記号 whose check digit does not fit is asked about, and stays as the passbook has it when somebody says so', () => {
  const odd = { ...symbol, symbol: '10180', symbolNumber: '12345671' }
  assert.deepEqual(wrong(odd), ['symbol ACCOUNT_SYMBOL'])
  const asked = findUnlikelySymbol(
    postParts(Object.fromEntries(Object.entries(odd).map(([part, text]) => [part, [text]]))),
  )
  const account = value({ ...odd, symbolConfirmed: asked ?? '' })
  assert.deepEqual([account.branchCode, account.number, account.confirmedSymbol], ['018', '1234567', '10180'])
  assert.deepEqual(findSymbolOf(account), { symbol: '10180', number: '12345671' })
  assert.match(accountKind.format(account, field), /記号10180 番号12345671/)
  const again = accountKind.read(postParts(accountKind.render(account, field)), field, {})
  assert.deepEqual(again, { ok: true, value: account })
  assert.deepEqual(
    wrong({ ...odd, symbolNumber: '12345681', symbolConfirmed: asked ?? '' }),
    ['symbol ACCOUNT_SYMBOL'],
    'another number was not confirmed',
  )
  assert.equal(value({ ...symbol, symbolConfirmed: asked ?? '' }).confirmedSymbol, undefined)
})

test('nobody is locked out for a 記号 and 番号 whose twelve digits could be another number', () => {
  let asked = 0
  for (let number = 0; number < 200; number++) {
    const odd = { ...symbol, symbol: '10180', symbolNumber: `${number}1`.padStart(7, '9') }
    const boxes = postParts(Object.fromEntries(Object.entries(odd).map(([part, text]) => [part, [text]])))
    const confirmed = findUnlikelySymbol(boxes)
    if (confirmed === undefined) continue
    asked++
    const posted = postParts({ ...accountKind.render(value({ ...odd, symbolConfirmed: confirmed }), field) })
    assert.ok(readField(field, posted, openScope([], '2026-11-30')).ok, confirmed)
  }
  assert.ok(asked > 100)
})
