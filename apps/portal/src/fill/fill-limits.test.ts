import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { HtmlValidate } from 'html-validate'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { addItem, begin, dogsPath, owner, publishOffers, readItems, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

test('a My Number is neither kept nor shown again, wherever it is written', async () => {
  const number = Array.from({ length: 10 }, (_, digit) => `12345678901${digit}`)
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  const before = await countIn(number)
  for (const one of number) {
    const reply = await fillIn(browser, `${draft}/owner`, { ...owner, ownerName: one, ownerAddress: `住所 ${one}` })
    if (reply.status !== 422) continue
    assert.ok(!reply.text.includes(one))
    assert.match(reply.text, /マイナンバー/)
    assert.ok(!(await browser.get(`${draft}/owner`)).text.includes(one))
  }
  assert.equal(await countIn(number), before)
})

async function countIn(texts: readonly string[]): Promise<number> {
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const { rows } = await sql<{ t: string }>`select d::text as t from drafts d`.execute(db.kysely)
  return rows.filter(({ t }) => texts.some((text) => t.includes(text))).length
}

test('thousands of entries, huge values and names of prototypes break nothing and are not kept', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, 'x']))
  assert.ok([303, 422].includes((await browser.post(`${draft}/owner`, { ...many(1500), ...owner })).status))
  assert.equal((await browser.post(`${draft}/owner`, { ...many(3000), ...owner })).status, 413)
  const huge = await browser.post(`${draft}/owner`, { ...owner, ownerName: '長'.repeat(5000) })
  assert.equal(huge.status, 422)
  assert.equal((await browser.post(`${draft}/owner`, { ownerName: 'x'.repeat(70_000) })).status, 413)
  const odd = {
    __proto__x: '1',
    constructor: 'x',
    'constructor.prototype': 'x',
    'dogs.999.dogName': 'x',
    'ownerName.x': 'x',
  }
  assert.ok([303, 422].includes((await browser.post(`${draft}/owner`, { ...odd, ...owner })).status))
  const marks = `は${'\u0301'.repeat(40)}`
  assert.equal((await browser.post(`${draft}/owner`, { ...owner, ownerName: marks })).status, 422)
  assert.equal((await browser.get(`${draft}/owner`)).status, 200)
  for (const odd of ['99', '1e9', 'itm_x', '__proto__', '.', `${'x'.repeat(5000)}.x`]) {
    assert.match((await browser.post(`${draft}/dogs`, { _remove: odd })).location ?? '', /told=gone/)
    assert.match((await browser.post(`${draft}/dogs`, { _undo: odd })).location ?? '', /told=gone/)
  }
})

test('120 children: each is saved on a page of its own, the list and the check page show them all, one more is refused', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser, '/procedures/482013/child-allowance-claim/fill')
  const child = (n: number) => ({
    childName: `見本 ${n + 1}子`,
    childKana: 'ミホン コ',
    'childBirthDate.era': 'reiwa',
    'childBirthDate.year': '6',
    'childBirthDate.month': '5',
    'childBirthDate.day': '1',
    childRelationship: 'child',
    childLivesTogether: 'yes',
    childIsCaredFor: 'yes',
    childLivelihood: 'same',
  })
  for (let n = 0; n < 120; n++) {
    const { location } = await addItem(browser, `${draft}/children`, { entries: child(n) })
    assert.equal(location, `${draft}/children`)
  }
  const list = (await browser.get(`${draft}/children`)).text
  assert.equal(list.match(/class="items__item"/g)?.length, 120)
  assert.match(list, /120件まで入力できます/)
  const more = (await browser.get(`${draft}/children/new`)).location ?? ''
  assert.equal((await browser.get(more)).location, `${draft}/children`)
  const late = await browser.post(more, { ...child(120), _new: '1', _go: 'next' })
  assert.equal(late.status, 422)
  assert.match(late.text, /120件まで/)
  assert.match(late.text, /value="見本 121子"/, 'what was written stands there')
  assert.equal((await fillIn(browser, readItems(list)[59]?.path ?? '', { childName: '直した子' })).status, 303)
  assert.match(wordsOf((await browser.get(`${draft}/check`)).text), /お子さん1 .*直した子.*見本 120子/)
  assert.match((await browser.get(`${draft}/form.pdf`)).text, /^%PDF-/)
})

test('every page of it is valid HTML and needs no inline script or style', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser, '/procedures/482013/child-allowance-claim/fill')
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
    rules: { 'no-autofocus': 'off', 'attr-spacing': 'off', 'require-sri': 'off', 'long-title': 'off' },
  })
  const pages = [
    'occupation',
    'claimant',
    'claimant-address',
    'pension',
    'spouse',
    'children',
    'children/0',
    'reason',
    'account',
    'consent',
    'check',
    'print',
    'remove',
  ]
  for (const path of [dogsPath, '/drafts', ...pages.map((page) => `${draft}/${page}`)]) {
    const { text, status } = await browser.get(path)
    if (status === 303) continue
    assert.equal(status, 200, path)
    assert.ok(!/ style="| on[a-z]+="|<style|<script(?! type="module" src=)/.test(text), path)
    const { results } = await validator.validateString(text)
    const complaints = results.flatMap((result) => result.messages.map((m) => `${path} ${m.ruleId}: ${m.message}`))
    assert.deepEqual(complaints.slice(0, 8), [])
  }
})
