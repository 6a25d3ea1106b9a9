import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readFillForm } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards } from '../testing/test-demo-card.fixture.ts'
import { begin, publishOffers, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const cards = makeDemoCards()
let world: TestPortal
before(async () => {
  world = await openTestPortal({ cards })
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

const born = (year: string) => ({
  claimantName: '見本 花子',
  claimantKana: 'ミホン ハナコ',
  'claimantBirthDate.era': 'western',
  'claimantBirthDate.year': year,
  'claimantBirthDate.month': '5',
  'claimantBirthDate.day': '5',
})

/** As a browser posts the page: with what stands in it, a box only where it is ticked. */
async function send(browser: TestBrowser, path: string, typed: Readonly<Record<string, string>>) {
  const { action, entries } = readFillForm((await browser.get(path)).text)
  const sent = await browser.post(action, { ...entries, ...typed, _go: 'next' })
  return { ...sent, words: wordsOf(sent.text) }
}

test('a claimant aged eleven is asked about, and asked anew when the birth changes', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser, '/procedures/482013/child-allowance-claim/fill')
  const path = `${draft}/claimant`
  const asked = await send(browser, path, born('2015'))
  assert.match(asked.words, /まだ18歳になっていません/)
  const box = /name="claimantBirthDateConfirmed" value="([^"]+)"/.exec(asked.text)?.[1] ?? assert.fail()
  const sure = await send(browser, path, { ...born('2015'), claimantBirthDateConfirmed: box })
  assert.equal(sure.status, 303)
  assert.match(wordsOf((await browser.get(`${draft}/check`)).text), /年齢の確認 確かめました/)
  const again = await send(browser, path, { ...born('2016'), claimantBirthDateConfirmed: box })
  assert.equal(again.status, 422)
  assert.match(again.words, /前に確かめたあとで答えが変わったので、もう一度確かめます/)
  assert.doesNotMatch(again.text, /name="claimantBirthDateConfirmed"[^>]* checked/)
  assert.doesNotMatch(wordsOf((await browser.get(`${draft}/check`)).text), /確かめました/)
  const older = await send(browser, path, { ...born('1990') })
  assert.equal(older.status, 303, 'whoever is grown up is not asked')
})

test('a claimant born in 明治 by a slip is asked about, and so is whoever needs care; somebody of a hundred is not', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser, '/procedures/482013/child-allowance-claim/fill')
  const asked = await send(browser, `${draft}/claimant`, { ...born('10'), 'claimantBirthDate.era': 'meiji' })
  assert.match(asked.words, /120歳以上になります/)
  assert.match(asked.words, /年号と年を、もう一度見てください/)
  assert.equal((await send(browser, `${draft}/claimant`, born('1920'))).status, 303)
  const care = await begin(browser, '/procedures/482013/long-term-care-certification/fill')
  await send(browser, `${care}/role`, { applicantRole: 'family' })
  const birth = { 'insuredBirthDate.era': 'meiji', 'insuredBirthDate.year': '10' }
  const day = { 'insuredBirthDate.month': '5', 'insuredBirthDate.day': '5' }
  assert.match((await send(browser, `${care}/insured`, { ...birth, ...day })).words, /120歳以上になります/)
})

test('a daughter who applies for her mother is offered her card for herself, and not for her mother', async () => {
  cards.insert(await world.makePerson('hanako'))
  const browser = makeBrowser(world)
  const draft = await begin(browser, '/procedures/482013/long-term-care-certification/fill')
  const offers = async (page: string) => /data-card=|name="_demo"/.test((await browser.get(`${draft}/${page}`)).text)
  await send(browser, `${draft}/role`, { applicantRole: 'family' })
  assert.equal(await offers('applicant'), true)
  assert.equal(await offers('insured'), false)
  const { action, entries } = readFillForm((await browser.get(`${draft}/applicant`)).text)
  await browser.post(action, { ...entries, _go: 'card', _demo: 'hanako', _pin: '5678' })
  const applicant = readFillForm((await browser.get(`${draft}/applicant`)).text).entries
  assert.notEqual(applicant.applicantName?.at(-1) ?? '', '')
  assert.equal(readFillForm((await browser.get(`${draft}/insured`)).text).entries.insuredName?.at(-1) ?? '', '')
})

test('what the card of the person themselves filled in is asked about once somebody else applies', async () => {
  cards.insert(await world.makePerson('hanako'))
  const browser = makeBrowser(world)
  const draft = await begin(browser, '/procedures/482013/long-term-care-certification/fill')
  await send(browser, `${draft}/role`, { applicantRole: 'self' })
  const { action, entries } = readFillForm((await browser.get(`${draft}/insured`)).text)
  await browser.post(action, { ...entries, _go: 'card', _demo: 'hanako', _pin: '5678' })
  assert.match(wordsOf((await browser.get(`${draft}/check`)).text), /カードから入った答えです/)
  await send(browser, `${draft}/role`, { applicantRole: 'family' })
  for (const page of ['check', 'insured'])
    assert.match(wordsOf((await browser.get(`${draft}/${page}`)).text), /手続を受ける方のことか、確かめます/)
})
