import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs } from '@madoguchi/kit'
import type { ApiValue } from '../shell/operation.ts'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { type ApiClient, enter, envOf } from '../testing/test-api-client.fixture.ts'
import { logInByPage, makeBrowser } from '../testing/test-browser.fixture.ts'
import { begin, dog, owner, publishOffers } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

type Place = ApiValue<'DraftPlace'>

async function beginBy(client: ApiClient, procedure = 'dog-registration'): Promise<string> {
  const { status, body } = await client.call('POST', '/drafts', { municipality: '482013', procedure })
  assert.equal(status, 201, JSON.stringify(body))
  return `/drafts/${body.draft}`
}

async function readPage(client: ApiClient, draft: string, page: string): Promise<ApiValue<'DraftPage'>> {
  const { pages } = await client.read('Draft', draft)
  return pages.find((one) => one.page === page) ?? assert.fail(page)
}

async function readOne(client: ApiClient, draft: string, page: string): Promise<Place> {
  return (await readPage(client, draft, page)).places[0] ?? assert.fail(page)
}

/** Reads a page and writes into it, as a script does. */
async function write(client: ApiClient, draft: string, page: string, entries: object) {
  const { seen } = await readOne(client, draft, page)
  return client.call('POST', `${draft}/pages/${page}`, { seen, entries })
}

const mother = {
  role: { applicantRole: 'family' },
  applicant: {
    applicantName: '見本 花子',
    applicantRelationship: 'child',
    applicantAddress: 'みほん県みほん市本町一丁目2番3号',
    applicantPhone: '0999-00-0000',
  },
  'insured-kind': { insuredKind: 'first' },
  insured: {
    insuredName: '髙橋 ハナ',
    insuredKana: 'たかはし はな',
    'insuredBirthDate.era': 'showa',
    'insuredBirthDate.year': '9',
    'insuredBirthDate.month': '4',
    'insuredBirthDate.day': '1',
    insuredAddress: 'みほん県みほん市本町一丁目2番3号',
  },
  insurance: { insuranceState: 'none' },
  kind: { applicationKind: 'new', hasMovedIn: 'no' },
  stay: { isInFacility: 'no' },
  doctor: { hasDoctor: 'no' },
  survey: {
    surveyPlace: 'home',
    surveyContactName: '見本 花子',
    surveyContactRelationship: 'child',
    surveyContactPhone: '0999-00-0000',
    surveyWeekdays: ['monday', 'friday'],
    wantsCompany: 'yes',
  },
  consent: { sharingConsent: 'yes' },
} as const

async function printBy(client: ApiClient, draft: string): Promise<Response> {
  const headers = { authorization: `Bearer ${client.token}` }
  return world.portal.fetch(new Request(`${testOrigin}/api/v1${draft}/form.pdf`, { headers }), envOf(undefined))
}

test('a daughter fills in 要介護認定 for her mother from a shell, reads what is missing, and has the paper', async () => {
  const client = await enter(world, await world.makePerson('娘'))
  const draft = await beginBy(client, 'long-term-care-certification')
  const first = await client.read('DraftCheck', `${draft}/check`)
  assert.equal(first.isComplete, false)
  assert.ok(first.wrong.some(({ entry, code }) => entry === 'applicantRole' && code === 'FIELD_REQUIRED'))
  const role = await readOne(client, draft, 'role')
  const choices = role.answers.applicantRole?.choices ?? []
  assert.ok(choices.some(({ value, label }) => value === 'family' && label.includes('家族')))
  for (const [page, entries] of Object.entries(mother)) {
    const { status, body } = await write(client, draft, page, entries)
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(body.wrong, [], page)
  }
  const check = await client.read('DraftCheck', `${draft}/check`)
  assert.deepEqual([check.isComplete, check.stoppedAt, check.wrong], [true, null, []])
  const insured = await readOne(client, draft, 'insured')
  assert.equal(insured.answers.insuredBirthDate?.text, '1934年4月1日(昭和9年)')
  assert.deepEqual(insured.answers.insuredBirthDate?.entries['insuredBirthDate.era'], ['showa'])
  assert.equal(insured.answers.insuredName?.source, 'typed')
  const pdf = await printBy(client, draft)
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  assert.match(Buffer.from(await pdf.arrayBuffer()).toString('latin1'), /^%PDF-/)
  const { drafts } = await client.read('Drafts', '/drafts')
  const [listed] = drafts
  assert.equal(`/drafts/${listed?.draft}`, draft)
  assert.equal(listed?.municipalityName, 'みほん市')
  assert.deepEqual(listed?.steps, { done: listed?.steps?.all, all: Object.keys(mother).length })
  assert.equal(Date.parse(listed?.endsAt ?? '') - Date.parse(listed?.changedAt ?? ''), 180 * dayMs)
  assert.equal((await client.call('DELETE', draft)).status, 204)
  assert.equal((await client.call('GET', draft)).body.code, 'DRAFT_UNKNOWN')
  assert.equal((await client.call('DELETE', draft)).body.code, 'DRAFT_UNKNOWN')
})

test('what a script writes stands on the page, and what the page has stands in the script, half-written as it is', async () => {
  const card = await world.makePerson('画面と両方')
  const client = await enter(world, card)
  const browser = makeBrowser(world)
  await logInByPage(browser, card)
  const path = await begin(browser)
  const draft = path.replace('/fill', '/drafts')
  await fillIn(browser, `${path}/owner`, { ...owner, ownerPhone: '0999-00-000' }, 'later')
  const place = await readOne(client, draft, 'owner')
  assert.deepEqual(place.answers.ownerPhone?.entries.ownerPhone, ['0999-00-000'])
  assert.equal(place.answers.ownerPhone?.text, null)
  assert.deepEqual(
    place.wrong.map(({ field }) => field),
    ['ownerPhone'],
  )
  const half = await write(client, draft, 'owner', { ownerPostalCode: '123' })
  assert.deepEqual(
    (half.body as Place).wrong.map(({ field }) => field),
    ['ownerPostalCode', 'ownerPhone'],
    'what it did not name stays as it was typed',
  )
  assert.match((await browser.get(`${path}/owner`)).text, /value="0999-00-000"/)
  const done = await write(client, draft, 'owner', { ownerPhone: '0999-00-0000', ownerPostalCode: '' })
  assert.deepEqual(done.body.wrong, [])
  assert.match((await browser.get(`${path}/owner`)).text, /value="0999-00-0000"/)
})

test('two scripts change the same page: the second is told what stands, and nothing of the first is lost', async () => {
  const card = await world.makePerson('二つの手')
  const [one, two] = [await enter(world, card), await enter(world, card)]
  const draft = await beginBy(one)
  const { seen } = await readOne(two, draft, 'owner')
  assert.equal((await write(one, draft, 'owner', owner)).status, 200)
  const late = await two.call('POST', `${draft}/pages/owner`, { seen, entries: { ownerName: '別の人' } })
  assert.deepEqual([late.status, late.body.code], [409, 'DRAFT_CHANGED'])
  const now = late.body.now as Place
  assert.equal(now.answers.ownerName?.text, owner.ownerName)
  assert.deepEqual(now, await readOne(one, draft, 'owner'))
  const again = await two.call('POST', `${draft}/pages/owner`, {
    seen: now.seen,
    entries: { ownerPhone: '0999-11-1111' },
  })
  assert.equal(again.status, 200)
  const stands = await readOne(one, draft, 'owner')
  assert.deepEqual([stands.answers.ownerName?.text, stands.answers.ownerPhone?.text], [owner.ownerName, '0999-11-1111'])
  const same = await two.call('POST', `${draft}/pages/owner`, { seen, entries: { ownerPhone: '0999-11-1111' } })
  assert.equal(
    same.status,
    200,
    'the same that stands there already is no quarrel: an answer that was lost is asked for again',
  )
})

test('two scripts that write at the very same moment: one of them is kept, the other told', async () => {
  const card = await world.makePerson('同じときに')
  const [one, two] = [await enter(world, card), await enter(world, card)]
  const draft = await beginBy(one)
  const { seen } = await readOne(one, draft, 'owner')
  const send = (client: ApiClient, ownerName: string) =>
    client.call('POST', `${draft}/pages/owner`, { seen, entries: { ...owner, ownerName } })
  const both = await Promise.all([send(one, '一郎'), send(two, '二郎')])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
  const [kept] = both.filter(({ status }) => status === 200)
  assert.deepEqual(await readOne(one, draft, 'owner'), kept?.body)
})

test('a script keeps a list: adds, changes, takes out what it saw and nothing else, and puts it back where it stood', async () => {
  const client = await enter(world, await world.makePerson('犬の台帳'))
  const draft = await beginBy(client)
  const list = `${draft}/pages/dogs`
  const empty = await client.call('POST', list, { seen: '', entries: {} })
  assert.deepEqual(
    (empty.body as Place).wrong.map(({ code }) => code),
    ['GROUP_TOO_FEW'],
  )
  const add = async (name: string, item?: string) => {
    const { status, body } = await client.call('POST', `${list}/items`, { item, entries: dog(name) })
    assert.equal(status, 201, JSON.stringify(body))
    return body as Place
  }
  const [pochi, shiro] = [await add('ポチ'), await add('シロ')]
  const chosen = `itm_${'k'.repeat(22)}`
  const kuro = await add('クロ', chosen)
  assert.deepEqual(await add('クロ', chosen), kuro, 'sent twice, there is one')
  const other = await client.call('POST', `${list}/items`, { item: chosen, entries: dog('別の犬') })
  assert.equal(other.body.code, 'DRAFT_CHANGED')
  const at = `${list}/items/${pochi.item}`
  const changed = await client.call('POST', at, { seen: pochi.seen, entries: { dogName: 'ポチ太' } })
  assert.equal((changed.body as Place).answers.dogName?.text, 'ポチ太')
  const unseen = await client.call('POST', `${at}/remove`, { seen: pochi.seen })
  assert.deepEqual([unseen.status, unseen.body.code], [409, 'DRAFT_CHANGED'])
  const { seen } = unseen.body.now as Place
  assert.equal((await client.call('POST', `${at}/remove`, { seen })).status, 200)
  assert.equal((await client.call('POST', `${at}/remove`, { seen })).status, 200, 'again takes no other')
  const names = (page: ApiValue<'DraftPage'>) => page.places.map(({ answers }) => answers.dogName?.text)
  const left = await readPage(client, draft, 'dogs')
  assert.deepEqual(names(left), ['シロ', 'クロ'])
  assert.equal(left.takenOut[0]?.item, pochi.item)
  assert.equal(left.takenOut[0]?.said[0], 'ポチ太')
  const late = await client.call('POST', at, { seen, entries: { dogName: 'ポチ' } })
  assert.deepEqual([late.status, late.body.code], [409, 'ITEM_TAKEN_OUT'])
  const back = await client.call('POST', `${at}/put-back`)
  assert.deepEqual(names(back.body as ApiValue<'DraftPage'>), ['ポチ太', 'シロ', 'クロ'])
  assert.deepEqual(await readPage(client, draft, 'dogs'), back.body)
  assert.equal((await client.call('POST', `${list}/items/${shiro.item}/put-back`)).status, 200, 'what stands, stands')
  assert.equal((await client.call('POST', list, { seen: '', entries: {} })).status, 200)
  assert.equal((await readPage(client, draft, 'dogs')).isDone, true)
})

test('what the paper will show otherwise is told before anything is printed', async () => {
  const client = await enter(world, await world.makePerson('字の形'))
  const draft = await beginBy(client)
  await write(client, draft, 'owner', { ...owner, ownerName: '見本\u{e0100}𠮷\u{fffd}' })
  const { onPaper } = await client.read('DraftCheck', `${draft}/check`)
  const [said] = onPaper
  assert.deepEqual([said?.page, said?.field], ['owner', 'ownerName'])
  assert.match(said?.text ?? '', /書類には/)
})
