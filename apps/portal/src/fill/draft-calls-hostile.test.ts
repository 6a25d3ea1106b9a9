import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { hasMyNumberCheckDigit } from '@madoguchi/forms'
import fc from 'fast-check'
import { allErrors } from '../app/journeys.ts'
import { gatherRows } from '../shell/find-error.ts'
import type { ApiValue } from '../shell/operation.ts'
import type { PortalTables } from '../shell/tables.ts'
import { type ApiClient, enter, makeApiClient } from '../testing/test-api-client.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { begin, dog, owner, publishOffers } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'
import { fillLimits as limits } from './limits.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

type Place = ApiValue<'DraftPlace'>

const errors = gatherRows(allErrors)

/** Somebody with a draft in which something stands, and one dog. */
async function openVictim(name: string) {
  const client = await enter(world, await world.makePerson(name))
  const { body } = await client.call('POST', '/drafts', { municipality: '482013', procedure: 'dog-registration' })
  const draft = `/drafts/${body.draft}`
  const { pages } = await client.read('Draft', draft)
  await client.call('POST', `${draft}/pages/owner`, { seen: pages[0]?.places[0]?.seen, entries: owner })
  const added = await client.call('POST', `${draft}/pages/dogs/items`, { entries: dog('ポチ') })
  const item = (added.body as Place).item ?? assert.fail()
  return { client, draft, item, stands: await client.read('Draft', draft) }
}

type Call = readonly ['GET' | 'POST' | 'DELETE', string, unknown?]

/** Every call that names a draft. */
const listCalls = (draft: string, item: string): readonly Call[] => [
  ['GET', draft],
  ['GET', `${draft}/check`],
  ['GET', `${draft}/form.pdf`],
  ['POST', `${draft}/pages/owner`, { seen: '', entries: owner }],
  ['POST', `${draft}/pages/dogs/items`, { entries: dog('シロ') }],
  ['POST', `${draft}/pages/dogs/items/${item}`, { seen: '', entries: {} }],
  ['POST', `${draft}/pages/dogs/items/${item}/remove`, { seen: '' }],
  ['POST', `${draft}/pages/dogs/items/${item}/put-back`],
  ['DELETE', draft],
]

test('a draft of somebody else is not there, whatever is asked of it; nor is one without an account, or what is no id', async () => {
  const victim = await openVictim('持ち主')
  const thief = await enter(world, await world.makePerson('よその人'))
  const browser = (await begin(makeBrowser(world))).replace('/fill/', '/drafts/')
  for (const draft of [victim.draft, browser, '/drafts/__proto__', `/drafts/dft_${'x'.repeat(22)}`, '/drafts/%00'])
    for (const [method, path, body] of listCalls(draft, victim.item)) {
      const { status, body: said } = await thief.call(method, path, body)
      assert.deepEqual([status, said.code], [404, 'DRAFT_UNKNOWN'], `${method} ${path}`)
    }
  for (const [method, path, body] of listCalls(victim.draft, victim.item))
    assert.equal((await makeApiClient(world).call(method, path, body)).body.code, 'SESSION_NONE', path)
  assert.deepEqual(await victim.client.read('Draft', victim.draft), victim.stands)
  assert.equal((await thief.read('Drafts', '/drafts')).drafts.length, 0)
})

test('whatever is wrong with a body, it is refused and nothing is lost: unknown names, wrong types, names of JavaScript', async () => {
  const { client, draft, item, stands } = await openVictim('まちがえた台本')
  const { seen } = stands.pages[0]?.places[0] ?? assert.fail()
  const page = `${draft}/pages/owner`
  const refused: readonly (readonly [string, unknown, string])[] = [
    [page, { seen, entries: { ownerNam: '誤記' } }, 'ENTRY_UNKNOWN'],
    [page, { seen, entries: { dogName: 'ポチ' } }, 'ENTRY_UNKNOWN'],
    [page, { seen, entries: { 'ownerName.first': '花子' } }, 'ENTRY_UNKNOWN'],
    [page, { seen, entries: { _go: 'mine', ownerName: 'x' } }, 'ENTRY_UNKNOWN'],
    [page, { seen, entries: { shown: 'ownerName' } }, 'ENTRY_UNKNOWN'],
    [page, { seen, entries: { constructor: 'x' } }, 'ENTRY_UNKNOWN'],
    [page, { seen, entries: { toString: 'x', hasOwnProperty: 'x' } }, 'ENTRY_UNKNOWN'],
    [
      page,
      { seen, entries: Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`x${at}`, ''])) },
      'ENTRY_UNKNOWN',
    ],
    [page, { seen, entries: { ownerName: 5 } }, 'BODY_MALFORMED'],
    [page, { seen, entries: { ownerName: null } }, 'BODY_MALFORMED'],
    [page, { seen, entries: { ownerName: { first: '花子' } } }, 'BODY_MALFORMED'],
    [page, { seen, entries: { ownerName: ['花子', 5] } }, 'BODY_MALFORMED'],
    [page, { seen, entries: { ownerName: Array.from({ length: 10_000 }, () => '') } }, 'BODY_MALFORMED'],
    [page, { seen, entries: [] }, 'BODY_MALFORMED'],
    [page, { entries: owner }, 'BODY_MALFORMED'],
    [page, { seen: 7, entries: owner }, 'BODY_MALFORMED'],
    [page, { seen, entries: owner, goal: 'mine' }, 'BODY_MALFORMED'],
    [page, 'ownerName', 'BODY_MALFORMED'],
    [page, { seen: 'x', entries: { ownerName: '見ないで書く' } }, 'DRAFT_CHANGED'],
    [`${draft}/pages/nothing`, { seen, entries: {} }, 'PAGE_UNKNOWN'],
    [`${draft}/pages/__proto__`, { seen, entries: {} }, 'PAGE_UNKNOWN'],
    [`${draft}/pages/chip-rule`, { seen, entries: {} }, 'PAGE_UNKNOWN'],
    [`${draft}/pages/registered-by-chip`, { seen, entries: {} }, 'PAGE_UNKNOWN'],
    [`${draft}/pages/dogs`, { seen: '', entries: { dogName: 'ポチ' } }, 'ENTRY_UNKNOWN'],
    [`${draft}/pages/owner/items`, { entries: {} }, 'PAGE_UNKNOWN'],
    [`${draft}/pages/owner/items/${item}/remove`, { seen: '' }, 'PAGE_UNKNOWN'],
    [`${draft}/pages/dogs/items`, { item: 'ポチ', entries: dog('ポチ') }, 'BODY_MALFORMED'],
    [`${draft}/pages/dogs/items/__proto__`, { seen: '', entries: { dogName: 'x' } }, 'ITEM_UNKNOWN'],
    [`${draft}/pages/dogs/items/0`, { seen: '', entries: { dogName: 'x' } }, 'ITEM_UNKNOWN'],
    [`${draft}/pages/dogs/items/constructor/remove`, { seen: '' }, 'ITEM_UNKNOWN'],
    [`${draft}/pages/dogs/items/itm_${'x'.repeat(22)}/put-back`, undefined, 'ITEM_UNKNOWN'],
  ]
  for (const [path, body, code] of refused) {
    const { body: said } = await client.call('POST', path, body)
    assert.equal(said.code, code, `${path} ${JSON.stringify(body)?.slice(0, 80)}`)
    assert.ok(!JSON.stringify(said.facts).includes('誤記'))
  }
  const raw = await sendRaw(client, page, `{"seen":"${seen}","entries":{"__proto__":"x"}}`)
  assert.ok(raw.status < 500)
  assert.equal((await sendRaw(client, page, `{"seen":"${seen}","entries":${'['.repeat(20_000)}`)).status, 400)
  assert.equal(
    (await sendRaw(client, page, JSON.stringify({ seen, entries: { ownerName: 'あ'.repeat(30_000) } }))).status,
    413,
  )
  const now = await client.read('Draft', draft)
  assert.deepEqual(now.pages, stands.pages)
})

async function sendRaw(client: ApiClient, path: string, body: string): Promise<Response> {
  const headers = { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' }
  return world.portal.fetch(new Request(`${testOrigin}/api/v1${path}`, { method: 'POST', headers, body }))
}

test('whatever JSON a script sends to any call of a draft, it is answered by a code of ours, and the draft opens afterwards', async () => {
  const { client, draft, item, stands } = await openVictim('でたらめな台本')
  const { seen } = stands.pages[0]?.places[0] ?? assert.fail()
  const odd = fc.oneof(fc.string(), fc.jsonValue(), fc.constantFrom(seen, item, '__proto__', '\u0000', '\ud800'))
  const names = fc.constantFrom('ownerName', 'ownerPhone', 'dogName', 'dogBirthDate.year', '__proto__', 'shown', '_new')
  const body = fc.record(
    { seen: odd, item: odd, entries: fc.oneof(odd, fc.dictionary(fc.oneof(names, fc.string()), odd)) },
    { requiredKeys: [] },
  )
  const calls = fc.constantFrom(...listCalls(draft, item).filter(([method]) => method === 'POST'))
  await fc.assert(
    fc.asyncProperty(calls, fc.oneof(body, odd), async ([, path], sent) => {
      const { status, body: said } = await client.call('POST', path, sent)
      assert.ok(status < 500, `${status} ${path}`)
      if (status >= 400) assert.ok(Object.hasOwn(errors, String(said.code)), String(said.code))
    }),
    { numRuns: 150 },
  )
  const now = await client.read('Draft', draft)
  assert.equal(now.pages.length, stands.pages.length)
})

test('a script that adds dogs without end fills the list and no more, then is told to wait; those that stand, stand', async () => {
  const { client, draft } = await openVictim('一万頭')
  const codes = new Map<unknown, number>()
  for (let at = 0; at < limits['draft-save'].most + 5; at++) {
    const { status, body } = await client.call('POST', `${draft}/pages/dogs/items`, { entries: { dogName: `犬${at}` } })
    const said = body.code ?? status
    codes.set(said, (codes.get(said) ?? 0) + 1)
    if (said === 'TOO_MANY') break
  }
  assert.equal(codes.get(201), 29)
  assert.equal(codes.get('TOO_MANY'), 1)
  assert.deepEqual([...codes.keys()], [201, 'ITEMS_FULL', 'TOO_MANY'])
  const { pages } = await client.read('Draft', draft)
  const [first, ...more] = pages.find(({ page }) => page === 'dogs')?.places ?? []
  assert.deepEqual([first?.answers.dogName?.text, more.length], ['ポチ', 29])
  const other = await openVictim('ほかの人')
  assert.equal(other.stands.pages[1]?.places.length, 1, 'another’s draft is changed meanwhile')
})

test('a twenty-first draft is refused, and a procedure that nobody offers, or that one only goes there for', async () => {
  const { client } = await openVictim('はじめてばかり')
  const start = (procedure: unknown, municipality: unknown = '482013') =>
    client.call('POST', '/drafts', { municipality, procedure })
  for (const [procedure, municipality] of [
    ['nothing', '482013'],
    ['__proto__', '482013'],
    ['dog-registration', '__proto__'],
    ['dog-registration', '999999'],
  ])
    assert.equal((await start(procedure, municipality)).body.code, 'PROCEDURE_UNKNOWN', `${municipality} ${procedure}`)
  assert.equal((await start(5)).body.code, 'BODY_MALFORMED')
  for (let at = 1; at < limits['drafts-by-owner'].most; at++)
    assert.equal((await start('dog-registration')).status, 201)
  assert.equal((await start('dog-registration')).body.code, 'DRAFTS_TOO_MANY')
  assert.equal((await client.read('Drafts', '/drafts')).drafts.length, limits['drafts-by-owner'].most)
})

test('a My Number that a script writes is neither kept nor told again', async () => {
  const { client, draft, stands } = await openVictim('番号を書く台本')
  const { seen } = stands.pages[0]?.places[0] ?? assert.fail()
  const digits = Array.from({ length: 10 }, (_, at) => `98765432109${at}`).find(hasMyNumberCheckDigit) ?? assert.fail()
  const { status, body } = await client.call('POST', `${draft}/pages/owner`, { seen, entries: { ownerName: digits } })
  assert.equal(status, 200)
  assert.deepEqual(
    (body as Place).wrong.map(({ field, code }) => [field, code]),
    [['ownerName', 'FIELD_REQUIRED']],
  )
  assert.ok(!JSON.stringify([body, await client.read('Draft', draft)]).includes(digits))
})

test('a page of another site cannot call with the citizen’s browser, and no answer stands in an address or a log', async () => {
  const { client, draft, stands } = await openVictim('ほかのサイト')
  const headers = {
    authorization: `Bearer ${client.token}`,
    'content-type': 'application/json',
    origin: 'https://evil.example',
    'sec-fetch-site': 'cross-site',
  }
  const body = JSON.stringify({ seen: stands.pages[0]?.places[0]?.seen, entries: { ownerName: 'x' } })
  const url = `${testOrigin}/api/v1${draft}/pages/owner`
  assert.equal((await world.portal.fetch(new Request(url, { method: 'POST', headers, body }))).status, 403)
  const cookie = await begin(makeBrowser(world))
  assert.ok(cookie)
  assert.deepEqual((await client.read('Draft', draft)).pages, stands.pages)
  const addresses = listCalls(draft, 'itm_x').map(([, path]) => decodeURIComponent(path))
  for (const word of Object.values(owner)) assert.ok(!addresses.some((path) => path.includes(word)))
})

test('a draft that this card does not open stands on the list without its steps, is said to be of another vault, and goes', async () => {
  const { client, draft } = await openVictim('前の保管庫')
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const id = draft.replace('/drafts/', '')
  await db.kysely.updateTable('drafts').set({ vault: 'vlt_before' }).where('draft', '=', id).execute()
  const [listed] = (await client.read('Drafts', '/drafts')).drafts
  assert.deepEqual([listed?.draft, listed?.steps], [id, null])
  assert.deepEqual(
    [(await client.call('GET', draft)).status, (await client.call('GET', draft)).body.code],
    [409, 'DRAFT_OTHER_VAULT'],
  )
  assert.equal((await client.call('DELETE', draft)).status, 204)
})
