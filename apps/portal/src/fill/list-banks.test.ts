import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import fc from 'fast-check'
import { completeAccounts } from './account-codes.ts'
import { bankDataDay, findBank, findBranch, listBanks, listBranches } from './list-banks.ts'
import { oldBankNames } from './old-bank-names.ts'

test('a bank is found by its name as people say it, or by its kana in any width', () => {
  for (const text of ['みずほ', 'みずほ銀行', 'ミズホ', 'ﾐｽﾞﾎ', 'みずほぎんこう', ' ミズホギンコウ '])
    assert.equal(listBanks(text).exact?.code, '0001', text)
  for (const text of ['三菱UFJ銀行', '三菱ＵＦＪ', '三菱ufj', 'ミツビシユーエフジェイ'])
    assert.equal(listBanks(text).exact?.code, '0005', text)
  assert.equal(listBanks('さわやか信用金庫').exact?.code, '1310')
  assert.equal(listBanks('西東京農業協同組合').exact?.code, '5030')
  assert.equal(listBanks('ゆうちょ').exact?.name, 'ゆうちょ銀行')
  assert.equal(listBanks('三菱').exact, undefined)
  assert.ok(listBanks('三菱').places.some(({ code }) => code === '0005'))
})

test('a branch is found within its bank alone, and two of one name are both shown and neither is guessed', () => {
  assert.equal(listBranches('0001', '小舟町支店').exact?.code, '105')
  assert.equal(listBranches('0001', 'コブナチョウ').exact?.code, '105')
  assert.deepEqual(listBranches('1234567', '本店').places, [])
  assert.equal(findBranch('9900', '408')?.name, '四〇八')
})

test('a branch is found with 店 after its name, and one of ゆうちょ銀行 in digits or in kanji', () => {
  for (const text of ['四〇八', '四〇八店', '４０８', '408店', 'ヨンゼロハチ', '四〇八支店'])
    assert.equal(listBranches('9900', text).exact?.code, '408', text)
  assert.equal(listBranches('0038', 'イチゴ支店').exact?.code, '101')
  assert.notEqual(listBranches('0001', '本店').exact, listBranches('0001', '本').exact)
})

test('a bank is found by what it was called before, which says what it is called now and picks nothing by itself', () => {
  for (const text of ['住信SBI', '住信ＳＢＩネット銀行', '住信']) {
    const { places, exact } = listBanks(text)
    assert.deepEqual([places.map(({ code }) => code), exact], [['0038'], undefined], text)
  }
  for (const [code, names] of Object.entries(oldBankNames))
    for (const name of names)
      assert.ok(
        listBanks(name).places.some((place) => place.code === code && place.name !== name),
        name,
      )
  assert.equal(listBanks('みずほ').exact?.code, '0001')
  assert.equal(complete({ bankName: '住信SBIネット銀行', bankPick: '0038' }).bankName, 'ドコモＳＭＴＢネット銀行')
})

test('what no bank is called leads to nothing, whatever is typed', () => {
  for (const text of ['', ' ', 'みほん銀行', 'ー', '銀行', '\u0000', '__proto__', 'あ'.repeat(100_000)])
    assert.equal(listBanks(text).exact, undefined, text.slice(0, 20))
  assert.equal(findBank('__proto__'), undefined)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { places, exact } = listBanks(text)
      assert.ok(exact === undefined || places.includes(exact))
    }),
    { numRuns: 30 },
  )
})

test('the day that is said is the one of the list that is installed', () => {
  const about = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('zengin-code/package.json'), 'utf8'))
  assert.equal((about as { version: string }).version, `1.0.0-p${bankDataDay.replaceAll('-', '')}`)
})

const fields = [{ kind: 'account', id: 'a', label: '口座' }] as const

function complete(typed: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const form = new URLSearchParams(Object.entries(typed).map(([part, text]): [string, string] => [`a.${part}`, text]))
  return Object.fromEntries([...completeAccounts(form, fields)].map(([name, text]) => [name.slice(2), text]))
}

test('codes come of names that are one bank’s and one branch’s, and of what was picked of several', () => {
  assert.deepEqual(complete({ bankName: 'みずほ銀行', branchName: '小舟町' }), {
    bankName: 'みずほ銀行',
    bankCode: '0001',
    branchName: '小舟町',
    branchCode: '105',
  })
  const picked = complete({ bankName: '三菱', bankPick: '0005', branchName: '', branchCode: '' })
  assert.deepEqual([picked.bankName, picked.bankCode], ['三菱ＵＦＪ銀行', '0005'])
  assert.equal(complete({ bankName: 'みずほ', branchName: '小', branchPick: '105' }).branchName, '小舟町')
})

test('what somebody typed stays: codes that no list knows, names that say another bank, 記号 and 番号', () => {
  const own = { bankName: 'みほん銀行', bankCode: '9999', branchName: '本店', branchCode: '999' }
  assert.deepEqual(complete(own), own)
  assert.deepEqual(complete({ ...own, bankPick: '0001', branchPick: '105' }), {
    ...own,
    bankPick: '0001',
    branchPick: '105',
  })
  const other = { bankName: 'みずほ', bankCode: '0005' }
  assert.equal(complete(other).bankCode, '0005')
  const postal = { bankName: 'みずほ', symbol: '14030', symbolNumber: '12345671' }
  assert.deepEqual(complete(postal), postal)
  assert.deepEqual(complete({ bankName: '三菱' }), { bankName: '三菱' })
  assert.deepEqual(complete({ bankName: 'みずほ', bankPick: '火星' }).bankCode, '0001')
})
