import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadProcedures } from '@madoguchi/procedures'
import { readFillForm } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { begin, dog, owner, publishOffers, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { findAddressOf, findPostalCodeOf } from './postal-address.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

type Change = Readonly<Record<string, string>>

/** Writes into a page, presses one of its buttons by name and value, and goes where that leads. */
async function press(browser: TestBrowser, path: string, change: Change, button: readonly [string, string]) {
  const { action, entries } = readFillForm((await browser.get(path)).text)
  const { _go, _choice, ...rest } = entries
  const sent = await browser.post(action, { ...rest, ...change, [button[0]]: button[1] })
  assert.equal(sent.status, 303)
  const location = sent.location ?? assert.fail()
  const [address = ''] = location.split('#')
  const seen = await browser.get(address)
  return { location, text: seen.text, words: wordsOf(seen.text), entries: readFillForm(seen.text).entries }
}

const look: readonly [string, string] = ['_postal', 'ownerAddress']
const put: readonly [string, string] = ['_town', 'ownerAddress']

test('without a script, a press puts the town of a postal code into an empty address, and the day of the list stands beside it', async () => {
  const browser = makeBrowser(world)
  const page = `${await begin(browser)}/owner`
  assert.match(
    wordsOf((await browser.get(page)).text),
    /郵便番号から住所を入れる \(住所\) 町の名前まで入ります。2026年4月6日\(令和8年\)の郵便番号の一覧/,
  )
  for (const written of ['104-0061', '1040061', '〒１０４－００６１', '104−0061', '１０４ー００６１', ' 104 0061 ']) {
    const seen = await press(browser, page, { ...owner, ownerAddress: '', ownerPostalCode: written }, look)
    assert.deepEqual(seen.entries.ownerAddress, ['東京都中央区銀座'], written)
    assert.match(seen.words, /町の名前まで入れました/)
    assert.doesNotMatch(decodeURIComponent(seen.location), /104|銀座/, 'no answer stands in an address')
    assert.match(seen.location, /#ownerAddress$/, 'one goes on where the address is')
  }
})

test('what somebody wrote stays until they say that it may go', async () => {
  const browser = makeBrowser(world)
  const page = `${await begin(browser)}/owner`
  const mine = { ...owner, ownerAddress: '手で書いた住所', ownerPostalCode: '104-0061' }
  const asked = await press(browser, page, mine, look)
  assert.deepEqual(asked.entries.ownerAddress, ['手で書いた住所'])
  assert.match(
    asked.words,
    /いまは「手で書いた住所」と書いてあるので、そのままにしました.*「東京都中央区銀座」に置きかえる/,
  )
  const [path = ''] = asked.location.split('#')
  const replaced = await press(browser, path, { _choice: '東京都中央区銀座' }, put)
  assert.deepEqual(replaced.entries.ownerAddress, ['東京都中央区銀座'])
  const more = await press(browser, page, { ownerAddress: '東京都中央区銀座1-2-3' }, look)
  assert.deepEqual(more.entries.ownerAddress, ['東京都中央区銀座1-2-3'])
  assert.match(more.words, /もう入っています/)
})

test('of several towns, and of several municipalities, one is chosen; nothing is guessed', async () => {
  const browser = makeBrowser(world)
  const page = `${await begin(browser)}/owner`
  const several = await press(browser, page, { ...owner, ownerAddress: '', ownerPostalCode: '498-0000' }, look)
  assert.deepEqual(several.entries.ownerAddress, [''])
  assert.match(several.words, /町がいくつかあります.*愛知県弥富市.*三重県桑名郡木曽岬町.*選んだ町を入れる/)
  const [path = ''] = several.location.split('#')
  const none = await press(browser, path, {}, put)
  assert.match(none.words, /町を選んでから押す/)
  const foreign = await press(browser, path, { _choice: '火星' }, put)
  assert.deepEqual(foreign.entries.ownerAddress, [''])
  const chosen = await press(browser, path, { _choice: '三重県桑名郡木曽岬町' }, put)
  assert.deepEqual(chosen.entries.ownerAddress, ['三重県桑名郡木曽岬町'])
  const many = await press(browser, page, { ownerAddress: '', ownerPostalCode: '452-0961' }, look)
  assert.match(many.text, /<option value="愛知県清須市春日一番割">/)
})

test('a code that nobody has, or that cannot be read, says so kindly, and typing goes on', async () => {
  const browser = makeBrowser(world)
  const page = `${await begin(browser)}/owner`
  const office = await press(browser, page, { ...owner, ownerPostalCode: '163-8001' }, look)
  assert.match(office.words, /163-8001は、一覧にありませんでした.*そのまま住所を書いて進めます/)
  assert.deepEqual(office.entries.ownerAddress, [owner.ownerAddress])
  const unread = await press(browser, page, { ownerPostalCode: '10' }, look)
  assert.match(unread.words, /郵便番号がまだ読めません/)
  const blank = await press(browser, page, { ownerPostalCode: '' }, look)
  assert.match(blank.words, /郵便番号がまだ読めません/)
  assert.equal((await press(browser, page, {}, ['_go', 'next'])).location.endsWith('/dogs'), true)
})

test('an address without a postal code of its own takes one in its place, in an item of a list too', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  const page = `${draft}/owner`
  await press(browser, page, { ...owner, ownerPostalCode: '' }, ['_go', 'next'])
  const item = (await browser.get(`${draft}/dogs/new`)).location ?? ''
  const { action, entries } = readFillForm((await browser.get(item)).text)
  await browser.post(action, { ...entries, ...dog('ポチ'), dogLivesAtAddress: 'no', _go: 'next' })
  const [first, second] = ['〒921-8046', '６０４－８１４２']
  const several = await press(browser, item, { dogAddress: first }, ['_postal', 'dogAddress'])
  assert.match(several.words, /石川県金沢市大桑町.*石川県金沢市三小牛町/)
  assert.doesNotMatch(several.words, /郵便番号だけでなく/, 'who does as the page says is not told off')
  const [path = ''] = several.location.split('#')
  const chosen = await press(browser, path, { _choice: '石川県金沢市三小牛町' }, ['_town', 'dogAddress'])
  assert.deepEqual(chosen.entries.dogAddress, ['石川県金沢市三小牛町'])
  assert.match(chosen.location, /#dogAddress$/)
  const kyoto = await press(browser, item, { dogAddress: second }, ['_postal', 'dogAddress'])
  assert.deepEqual(kyoto.entries.dogAddress, ['京都府京都市中京区西魚屋町'])
  assert.match(kyoto.words, /通り名は書き足せます/)
  const left = await press(browser, item, { dogAddress: '604-8142' }, ['_go', 'back'])
  const again = await browser.get(item)
  assert.match(left.location, /\/dogs$/)
  assert.match(wordsOf(again.text), /郵便番号だけでなく、町の名前や番地まで/)
})

test('who presses the button in an item that is not there yet makes none', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  await press(browser, `${draft}/owner`, { ...owner, ownerPostalCode: '' }, ['_go', 'next'])
  const item = (await browser.get(`${draft}/dogs/new`)).location ?? ''
  await press(browser, item, {}, ['_postal', 'dogAddress'])
  assert.match(wordsOf((await browser.get(`${draft}/dogs`)).text), /まだありません/)
})

test('every address of every procedure has the button, once', () => {
  for (const { id, pages } of loadProcedures())
    for (const page of pages) {
      const fields = page.kind === 'fields' ? page.fields : page.kind === 'group' ? page.group.fields : []
      const codes = fields.filter(({ kind }) => kind === 'postal-code')
      for (const code of codes) assert.ok(findAddressOf(fields, code), `${id}: ${code.id} leads to no address`)
      const led = fields.filter((field) => findPostalCodeOf(fields, field) !== undefined)
      assert.equal(led.length, codes.length, `${id}: ${page.id}`)
    }
})
