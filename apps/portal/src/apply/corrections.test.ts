import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Database, openDatabase } from '@madoguchi/db'
import { readFormData } from '@madoguchi/filing'
import type { Answers } from '@madoguchi/forms'
import type { Bytes } from '@madoguchi/kit'
import { dayMs } from '@madoguchi/kit'
import type { PortalTables } from '../shell/tables.ts'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { enterPages, fetchPart, findFile, noteFiled, openFiling, papers } from '../testing/test-apply.fixture.ts'
import { confirmByPage } from '../testing/test-browser.fixture.ts'
import { wordsOf } from '../testing/test-fill.fixture.ts'
import type { TestPortal } from '../testing/test-portal.fixture.ts'
import { openSigningPortal, sendFirst, signAndSend, takenEvent, tellOf } from '../testing/test-replies.fixture.ts'

let world: TestPortal
let db: Database<PortalTables>
before(async () => {
  world = await openSigningPortal()
  db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
})
after(async () => {
  await db[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

function readForm(pdf: Bytes) {
  const form = readFormData(pdf)
  assert.ok(form.ok)
  return { ...form.value, answers: form.value.answers as Answers }
}

/** The first dog of what was sent. */
const itemOf = (pdf: Bytes) => readForm(pdf).answers.groups.dogs?.[0]?.id ?? assert.fail('no dog')

/** What was answered, without when. */
function valuesOf({ fields, groups }: Answers) {
  const listed = (one: Answers['fields']) => Object.entries(one).map(([name, { value }]) => [name, value])
  return { fields: listed(fields), dogs: groups.dogs?.map(({ id, fields: own }) => ({ id, fields: listed(own) })) }
}

const phoneAsked = {
  what: 'correction-asked' as const,
  fields: [{ field: 'ownerPhone', words: '番号が1けた足りません。' }],
}

test('an officer asks about two boxes: only those are open, beside the words; it is signed, and goes as a new revision of the first', async () => {
  const { browser, filing, pdf, tell, page } = await sendFirst(world, 'corrects')
  const item = itemOf(pdf)
  const asked = {
    ...{ what: 'correction-asked' as const, text: '注射の証明書もそえてください。', until: '2099-12-10' },
    fields: [...phoneAsked.fields, { field: 'dogColour', item, words: '毛の色をくわしく書いてください。' }],
  }
  await tell(asked)
  assert.match(await page(), /電話番号: 番号が1けた足りません。.*期限: 2099年12月10日.*直して送る/)
  const begun = await browser.post(`/filings/${filing}/correction`)
  const draft = (begun.location ?? '').replace(/\/correction$/, '')
  assert.match(draft, /^\/fill\/dft_[\w-]{22}$/)
  assert.equal((await browser.post(`/filings/${filing}/correction`)).location, begun.location, 'begun twice it is one')
  const overview = wordsOf((await browser.get(`${draft}/correction`)).text)
  assert.match(
    overview,
    /注射の証明書もそえてください。.*期限.*電話番号.*番号が1けた足りません。.*0999-00-0000.*毛の色をくわしく/,
  )

  const owner = (await browser.get(`${draft}/correction/owner`)).text
  assert.match(owner, /name="ownerPhone"/)
  assert.doesNotMatch(owner, /name="ownerName"|name="ownerAddress"/)
  assert.match((await fillIn(browser, `${draft}/correction/owner`, { ownerPhone: '' })).text, /電話番号/)
  assert.match(wordsOf((await browser.get(`${draft}/correction`)).text), /答えがいります.*すべて答えると、先に進めます/)
  assert.equal((await browser.get(`${draft}/files`)).location, `${draft}/correction`)
  const saved = await fillIn(browser, `${draft}/correction/owner`, { ownerPhone: '0999-00-1111', ownerName: '別人' })
  assert.equal(saved.location, `${draft}/correction`)
  await fillIn(browser, `${draft}/correction/dogs/${item}`, { dogColour: '赤茶', dogName: 'タマ' })
  const done = wordsOf((await browser.get(`${draft}/correction`)).text)
  assert.match(done, /直しました.*0999-00-0000.*0999-00-1111.*直しました.*赤茶.*書類をそえて送る/)
  assert.equal((await browser.get(`${draft}/correction/dogs/${item.slice(0, -1)}x`)).status, 404)

  await browser.sendFiles(`${draft}/files`, 'attachment', [['証明書.pdf', papers.pdf]])
  assert.equal((await browser.post(`${draft}/files/next`)).location, `${draft}/send`)
  assert.match(wordsOf((await browser.get(`${draft}/send`)).text), /補正に署名する/)
  const sent = await signAndSend(world, browser, draft)
  assert.equal(sent.location, `/filings/${filing}?sent=correction`)
  const message = openFiling(world, findFile(world))
  assert.equal(message.body.about, filing)
  assert.deepEqual(await fetchPart(world, message, 1), papers.pdf)
  const form = readForm(sent.pdf)
  assert.deepEqual([form.what, form.about, form.signedBy], ['correction', filing, 'card'])
  const expected = JSON.stringify(valuesOf(readForm(pdf).answers))
    .replace('0999-00-0000', '0999-00-1111')
    .replace('"茶"', '"赤茶"')
  assert.equal(JSON.stringify(valuesOf(form.answers)), expected, 'all else is as it was sent')

  const own = message.body.filing
  assert.match(await page(), /補正.*返事待ち/)
  assert.doesNotMatch(await page(), /直して送る/)
  await noteFiled(world, own)
  await tellOf(world, findFile(world))(takenEvent(world))
  await tell({ what: 'corrected', about: own })
  assert.match(await page(), /補正済み.*受け付けられました/)
  await tell({ what: 'correction-asked', fields: [{ field: 'ownerPhone', words: 'まだちがいます。' }] })
  const again = (await browser.post(`/filings/${filing}/correction`)).location ?? ''
  assert.notEqual(again, begun.location)
  assert.match(
    wordsOf((await browser.get(again)).text),
    /まだちがいます。.*0999-00-1111/,
    'from what was corrected last',
  )
})

test('two windows correct the same box: the second one sees the first, and neither is lost', async () => {
  const { browser, filing, tell } = await sendFirst(world, 'two windows correct')
  await tell(phoneAsked)
  const path = `${(await browser.post(`/filings/${filing}/correction`)).location}/owner`
  const seen = /name="_seen" value="([^"]*)"/.exec((await browser.get(path)).text)?.[1] ?? assert.fail()
  const post = (ownerPhone: string, page: string) =>
    browser.post(path, { ownerPhone, shown: 'ownerPhone', _seen: seen, _page: page, _go: 'next' })
  assert.equal((await post('0999-00-1111', `pag_${'A'.repeat(22)}`)).status, 303)
  const other = await post('0999-00-2222', `pag_${'B'.repeat(22)}`)
  assert.match(wordsOf(other.text), /0999-00-1111.*0999-00-2222/)
})

test('decided or taken back meanwhile nothing is sent, and the page says so; after the last day it may be sent still', async () => {
  const { browser, filing, tell } = await sendFirst(world, 'late')
  await tell({ ...phoneAsked, until: '2000-01-01' })
  const overview = (await browser.post(`/filings/${filing}/correction`)).location ?? ''
  assert.match(wordsOf((await browser.get(overview)).text), /期限を過ぎています.*まだ送れます/)
  await tell({ what: 'decided', decision: { outcome: 'rejected', reason: '期限切れ', review: '3か月以内' } })
  for (const path of [overview, `${overview}/owner`, overview.replace('/correction', '/files')]) {
    const { location } = await browser.get(path)
    assert.equal(location, `/filings/${filing}?late`, path)
  }
  assert.match(wordsOf((await browser.get(`/filings/${filing}?late`)).text), /いまは送れません/)
  assert.equal((await browser.post(`${overview}/owner`, { ownerPhone: '1' })).location, `/filings/${filing}?late`)
})

test('nobody corrects what was not asked, or another’s; and what was answered is legible to nobody, and goes with its citizen', async () => {
  const { browser, filing, tell, page } = await sendFirst(world, 'not asked')
  assert.equal((await browser.post(`/filings/${filing}/correction`)).location, `/filings/${filing}?late`)
  assert.doesNotMatch(await page(), /直して送る/)
  await tell(phoneAsked)
  const overview = (await browser.post(`/filings/${filing}/correction`)).location ?? ''
  const other = await enterPages(world, await world.makePerson('another stranger'))
  assert.equal((await other.get(overview)).status, 404)
  assert.equal((await browser.get(`${overview}/dogs`)).status, 404)
  const rows = await db.kysely.selectFrom('filing_answers').select('sealed').where('filing', '=', filing).execute()
  assert.equal(rows.length, 1)
  for (const { sealed } of rows) assert.doesNotMatch(Buffer.from(sealed).toString('utf8'), /0999|花子|柴犬/)
})

test('what was answered is kept until a year after the last word, and no longer than its citizen stays', async () => {
  const count = async (filing: string) =>
    (await db.kysely.selectFrom('filing_answers').select('filing').where('filing', '=', filing).execute()).length
  const { filing, browser, card } = await sendFirst(world, 'leaves answers')
  assert.equal(await count(filing), 1)
  await confirmByPage(browser, card, { act: 'leave', fields: { confirmed: 'yes' } })
  assert.equal(await count(filing), 0)
  const stays = await sendFirst(world, 'stays')
  world.clock.advance(300 * dayMs)
  await world.portal.sweep()
  assert.equal(await count(stays.filing), 1)
  world.clock.advance(70 * dayMs)
  await world.portal.sweep()
  assert.equal(await count(stays.filing), 0)
})
