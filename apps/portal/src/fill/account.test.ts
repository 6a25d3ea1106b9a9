import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readFillForm } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { begin, publishOffers, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

type Typed = Readonly<Record<string, string>>
const of = (typed: Typed) =>
  Object.fromEntries(Object.entries(typed).map(([part, text]) => [`claimantAccount.${part}`, text]))

/** Writes into the page of the account, presses a button, and sees where that leads. */
async function press(browser: TestBrowser, draft: string, typed: Typed, goal: string) {
  const path = `${draft}/account`
  const { action, entries } = readFillForm((await browser.get(path)).text)
  const sent = await browser.post(action, { ...entries, accountChoice: 'written', ...of(typed), _go: goal })
  const { location } = sent
  const seen = location === null ? sent : await browser.get(location.replace(/#.*/, ''))
  const stands = readFillForm(seen.text).entries
  const box = (part: string) => stands[`claimantAccount.${part}`]?.at(-1) ?? ''
  return { location: location ?? '', text: seen.text, words: wordsOf(seen.text), box }
}

/** A claim as far as its account. */
async function beginClaim(browser: TestBrowser): Promise<string> {
  const draft = await begin(browser, '/procedures/482013/child-allowance-claim/fill')
  const { action, entries } = readFillForm((await browser.get(`${draft}/claimant`)).text)
  await browser.post(action, { ...entries, claimantName: '見本 花子', claimantKana: 'ミホン ハナコ', _go: 'later' })
  await press(browser, draft, {}, 'next')
  return draft
}

const holder = { accountKind: 'ordinary', number: '12345', holderKana: 'ミホン ハナコ' }

test('without a script, a bank and a branch are found by their names, and the day of the list stands beside it', async () => {
  const browser = makeBrowser(world)
  const draft = await beginClaim(browser)
  const several = await press(browser, draft, { bankName: '三菱' }, 'bank')
  assert.match(several.location, /#claimantAccount\.bankName$/)
  assert.match(several.words, /金融機関を選ぶ .*三菱ＵＦＪ銀行\(0005\)/)
  assert.match(several.words, /2026年8月24日\(令和8年\)の金融機関と支店の一覧/)
  assert.doesNotMatch(several.words, /入力されていません/, 'nothing is missing yet for whoever is looking for it')
  const chosen = await press(browser, draft, { bankPick: '0005', branchName: '備後町' }, 'bank')
  assert.deepEqual([chosen.box('bankName'), chosen.box('bankCode')], ['三菱ＵＦＪ銀行', '0005'])
  assert.match(chosen.words, /一覧に見つかりませんでした/)
  const exact = await press(browser, draft, { bankName: 'みずほ銀行', bankCode: '', branchName: '小舟町支店' }, 'bank')
  assert.deepEqual([exact.box('bankCode'), exact.box('branchCode')], ['0001', '105'])
})

test('who leaves the codes out is shown what the names may mean beside what is missing, and goes on when they pick', async () => {
  const browser = makeBrowser(world)
  const draft = await beginClaim(browser)
  const missing = await press(browser, draft, { ...holder, bankName: '三菱', branchName: '大' }, 'next')
  assert.match(missing.words, /金融機関コード\(数字4けた\)が入力されていません/)
  assert.match(missing.text, /name="claimantAccount\.bankPick"/)
  const branch = await press(browser, draft, { bankPick: '0005' }, 'next')
  assert.match(branch.words, /支店コード\(数字3けた\)が入力されていません/)
  const whole = await press(browser, draft, { branchPick: '100' }, 'next')
  assert.match(whole.location, /\/consent$/)
})

test('who knows no codes says so and goes on, and reads before printing that the boxes are left to a pen', async () => {
  const browser = makeBrowser(world)
  const draft = await beginClaim(browser)
  const names = { bankName: 'むかしの銀行', branchName: 'みなみ店', ...holder }
  const missing = await press(browser, draft, names, 'next')
  assert.match(
    missing.words,
    /金融機関コード\(数字4けた\)が入力されていません。分からないときは、「コードは分かりません」に印/,
  )
  const gone = await press(browser, draft, { ...names, codesUnknown: 'yes' }, 'next')
  assert.match(gone.location, /\/consent$/)
  assert.match((await browser.get(`${draft}/account`)).text, /codesUnknown"[^>]* checked/)
  const check = wordsOf((await browser.get(`${draft}/check`)).text)
  assert.match(check, /むかしの銀行 みなみ店 普通 0012345 .*コードは分からないとのことなので、書類では空けてあります/)
  assert.doesNotMatch(check, /一覧にない金融機関コード/)
  const print = wordsOf((await browser.get(`${draft}/print`)).text)
  assert.match(
    print,
    /このあとすること.*の「金融機関コード」「支店コード」の欄は、空いています。.*ペンで書きます.*いっしょに出す書類/,
  )
})

test('a way to be paid that was chosen with the names of its bank in one go has its codes at once', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser, '/procedures/482013/child-allowance-claim/fill')
  const { action, entries } = readFillForm((await browser.get(`${draft}/account`)).text)
  const shown = [entries.shown ?? [], 'claimantAccount'].flat()
  const typed = of({ bankCode: '0001', branchCode: '105', ...holder })
  const sent = await browser.post(action, { ...entries, shown, accountChoice: 'written', ...typed, _go: 'next' })
  const seen = await browser.get((sent.location ?? '').replace(/#.*/, ''))
  assert.doesNotMatch(wordsOf(seen.text), /金融機関の名前が入力されていません/)
})

test('a bank that no list has is typed by its codes, as it was typed, and only remarked on', async () => {
  const browser = makeBrowser(world)
  const draft = await beginClaim(browser)
  const typed = { bankName: 'あたらしい銀行', bankCode: '9876', branchName: '新店', branchCode: '987', ...holder }
  const looked = await press(browser, draft, typed, 'bank')
  assert.match(looked.words, /一覧にない金融機関コードです。.*このまま進めます/)
  assert.match((await press(browser, draft, {}, 'next')).location, /\/consent$/)
  const odd = await press(browser, draft, { ...typed, bankCode: '98x', holderKana: '山田' }, 'next')
  assert.match(odd.words, /「口座の名義\(カナ\)」は、カタカナかひらがなで入力します/)
  assert.doesNotMatch(odd.words, /このまま進めます/, 'nobody is told to go on with what is wrong')
  const other = await press(browser, draft, { ...typed, bankName: 'みずほ', bankCode: '0005' }, 'bank')
  assert.match(other.words, /一覧では、0005は「三菱ＵＦＪ銀行」です/)
  assert.equal(other.box('bankName'), 'みずほ')
})

test('a passbook of ゆうちょ銀行 is enough, and 記号・番号 stand with bank and branch before printing', async () => {
  const browser = makeBrowser(world)
  const draft = await beginClaim(browser)
  const empty = { bankName: '', bankCode: '', branchName: '', branchCode: '', number: '' }
  const slip = await press(
    browser,
    draft,
    { ...empty, symbol: '14030', symbolNumber: '12345681', holderKana: 'ミホン ハナコ' },
    'next',
  )
  assert.match(slip.words, /組み合わせが、ふつうとちがいます/)
  assert.match(slip.text, /href="#claimantAccount\.symbol"/)
  const right = await press(browser, draft, { ...empty, symbol: '14030', symbolNumber: '12345671' }, 'next')
  assert.match(right.location, /\/consent$/)
  const again = readFillForm((await browser.get(`${draft}/account`)).text).entries
  assert.deepEqual(again['claimantAccount.symbolNumber'], ['12345671'])
  assert.deepEqual(again['claimantAccount.number'], [''])
  const check = wordsOf((await browser.get(`${draft}/check`)).text)
  assert.match(check, /ゆうちょ銀行\(9900\) 四〇八\(408\) 普通 1234567 記号14030 番号12345671/)
})

test('an account in an old name is asked about once, and taken when its owner says that it is right', async () => {
  const browser = makeBrowser(world)
  const draft = await beginClaim(browser)
  const typed = { bankName: 'みほん銀行', bankCode: '9999', branchName: '本店', branchCode: '001', ...holder }
  const same = await press(browser, draft, { ...typed, holderKana: 'ﾊﾅｺ ﾐﾎﾝ' }, 'next')
  assert.match(same.location, /\/consent$/)
  const asked = await press(browser, draft, { ...typed, holderKana: 'キユウセイ ハナコ' }, 'next')
  assert.match(asked.words, /名義が、前のページで入力した氏名\(カナ\)とちがいます/)
  assert.match(asked.words, /「ミホン　ハナコ」さんの口座の名義として、これで合っています|「ミホン ハナコ」さん/)
  const right = await press(browser, draft, { holderConfirmed: 'ミホン\u3000ハナコ' }, 'next')
  assert.match(right.location, /\/consent$/)
  assert.match((await browser.get(`${draft}/account`)).text, /holderConfirmed"[^>]* checked/)
})

test('a 記号 that does not fit its 番号 is asked about, nobody is refused, and the check page says so with codes that no list has', async () => {
  const browser = makeBrowser(world)
  const draft = await beginClaim(browser)
  const odd = { symbol: '10180', symbolNumber: '12345671', holderKana: 'ミホン ハナコ' }
  const asked = await press(browser, draft, odd, 'next')
  assert.match(asked.words, /組み合わせが、ふつうとちがいます/)
  assert.match(asked.words, /記号と番号は、通帳のとおりです/)
  const sure = await press(browser, draft, { ...odd, symbolConfirmed: '10180-12345671' }, 'next')
  assert.ok(!sure.location.includes('/account'), sure.location)
  const check = wordsOf((await browser.get(`${draft}/check`)).text)
  assert.match(check, /記号10180 番号12345671.*通帳のとおりと確かめました/)
  const unknown = { bankName: 'みほん銀行', bankCode: '9998', branchName: '本店', branchCode: '001', ...holder }
  await press(browser, draft, { symbol: '', symbolNumber: '', ...unknown }, 'next')
  assert.match(wordsOf((await browser.get(`${draft}/check`)).text), /一覧にない金融機関コードです/)
})
