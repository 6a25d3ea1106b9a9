import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { base64url, dayMs, hourMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import type { Received } from '@madoguchi/messages'
import { sql } from 'kysely'
import { askAndWait, enter, logInByApi, makeApiClient } from '../testing/test-api-client.fixture.ts'
import { makeHouseholdDatum, makeLinkCode, openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

async function itemsOf(client: ReturnType<typeof makeApiClient>, request: string) {
  return (await client.read('Request', `/requests/${request}`)).items
}

function lastWhom(): Received<'whom'> {
  const found = world.peers.seen.findLast((message) => message.name === 'whom')
  assert.ok(found?.name === 'whom')
  return found
}

test('each citizen reads their own answer (invariant 4)', async () => {
  world.peers.reply = 'answered'
  const names = Array.from({ length: 12 }, (_, i) => `住民${i}`)
  const clients = await Promise.all(names.map(async (name) => enter(world, await world.makePerson(name))))
  const requests = await Promise.all(clients.map((client) => askAndWait(client, ['household'])))
  for (const [i, client] of clients.entries()) {
    const { body } = await client.call('GET', `/requests/${requests[i]}/answers.json`)
    const text = JSON.stringify(body)
    for (const [j, name] of names.entries()) {
      assert.equal(text.includes(makeLinkCode(name).slice(-12)), i === j, `${i} reads ${j}`)
    }
    const other = requests[(i + 1) % requests.length]
    assert.equal((await client.call('GET', `/requests/${other}`)).body.code, 'REQUEST_UNKNOWN')
    assert.equal((await client.call('DELETE', `/requests/${other}`)).body.code, 'REQUEST_UNKNOWN')
  }
})

test('an answer that is not to this ask, of this provider, about this type, is not taken or not shown', async () => {
  world.peers.reply = 'silent'
  const client = await enter(world, await world.makePerson('だまし'))
  const victim = await enter(world, await world.makePerson('ほかの人'))
  const request = await askAndWaitSilently(client)
  const mine = lastWhom()
  await askAndWaitSilently(victim)
  const theirs = lastWhom()
  assert.equal(await world.peers.answer(mine, { askDigest: theirs.body.askDigest }), 'MESSAGE_ENCLOSURE')
  assert.equal((await itemsOf(client, request))[0]?.state, 'asking')
  assert.equal(await world.peers.answer(theirs, { exchange: mine.body.exchange }), 'MESSAGE_ENCLOSURE')
  assert.equal((await itemsOf(client, request))[0]?.state, 'asking')
  const other = { ...makeHouseholdDatum(mine.body.linkCode), source: 'aoba-shi' as never }
  await world.peers.answer(mine, { datum: other })
  assert.equal((await itemsOf(client, request))[0]?.state, 'answered')
  assert.equal((await client.call('GET', `/requests/${request}/answers.json`)).body.code, 'ANSWER_BROKEN')
})

test('a repeated answer changes nothing, and nothing comes after a withdrawal', async () => {
  world.peers.reply = 'silent'
  const client = await enter(world, await world.makePerson('取消'))
  const request = await askAndWaitSilently(client)
  assert.deepEqual((await client.call('POST', `/requests/${request}/withdrawal`)).body, { withdrawn: 1 })
  assert.deepEqual((await client.call('POST', `/requests/${request}/withdrawal`)).body, { withdrawn: 0 })
  await world.peers.answer(lastWhom())
  const [item] = await itemsOf(client, request)
  assert.deepEqual([item?.state, item?.canOpen], ['withdrawn', false])
})

test('what a provider says is believed of its own signature alone, and nothing is told of why', async () => {
  const endings: string[] = []
  for (const outcome of ['nothing-to-show', 'no-data', 'refused'] as const) {
    world.peers.reply = 'silent'
    const client = await enter(world, await world.makePerson(`なし ${outcome}`))
    const request = await askAndWaitSilently(client)
    const { exchange } = lastWhom().body
    const at = world.clock.now()
    const body = { exchange, outcome, closedAt: at.toISOString() }
    const closed = { name: 'closed' as const, to: 'mihon-portal', body, notAfter: at.getTime() + dayMs }
    assert.equal(await world.peers.send('core', closed), 'MESSAGE_ENCLOSURE', 'the core could say so of anybody')
    const others = ['no-link-code', outcome === 'refused' ? 'no-data' : 'refused'] as const
    for (const closedAs of others)
      assert.equal(await world.peers.answer(lastWhom(), { outcome, closedAs }), 'MESSAGE_ENCLOSURE')
    assert.equal(
      await world.peers.send('core', { ...closed, body: { ...body, outcome: 'no-link-code' } }),
      'MESSAGE_ENCLOSURE',
    )
    assert.equal(await world.peers.answer(lastWhom(), { outcome: 'answered', closedAs: outcome }), 'MESSAGE_ENCLOSURE')
    assert.equal((await itemsOf(client, request))[0]?.state, 'asking')
    // As a provider of before answers, which refused where it held.
    assert.equal(await world.peers.answer(lastWhom(), { outcome, checkKey: undefined }), undefined)
    endings.push(JSON.stringify((await itemsOf(client, request)).map(({ state, canOpen }) => [state, canOpen])))
  }
  assert.deepEqual(new Set(endings), new Set(['[["nothing-to-show",false]]']))
})

test('an exchange that we never made is refused to the core', async () => {
  const exchange = `exc_${base64url.encode(new Uint8Array(16))}`
  const at = world.clock.now()
  const body = { exchange, outcome: 'no-data' as const, closedAt: at.toISOString() }
  const closed = { name: 'closed' as const, to: 'mihon-portal', body, notAfter: at.getTime() + dayMs }
  assert.equal(await world.peers.send('core', closed), 'EXCHANGE_UNKNOWN')
  assert.equal(await world.peers.send('registry', closed), 'MESSAGE_SENDER_NOT_ALLOWED')
})

test('delayed shows as such, and an inquiry that nobody closes expires by itself', async () => {
  world.peers.reply = 'silent'
  const card = await world.makePerson('待ち')
  const client = await enter(world, card)
  const request = await askAndWaitSilently(client)
  const { exchange } = lastWhom().body
  const at = world.clock.now().getTime()
  await world.peers.send('core', { name: 'delayed', to: 'mihon-portal', body: { exchange }, notAfter: at + dayMs })
  assert.equal((await itemsOf(client, request))[0]?.state, 'delayed')
  world.clock.advance(7 * dayMs + 2 * hourMs)
  await world.portal.sweep()
  const later = makeApiClient(world)
  await logInByApi(later, card)
  assert.equal((await itemsOf(later, request))[0]?.state, 'expired')
})

test('answers are gone after thirty days, and at once when the citizen deletes them', async () => {
  world.peers.reply = 'answered'
  const card = await world.makePerson('期限')
  const client = await enter(world, card)
  const kept = await askAndWait(client, ['household'])
  const deleted = await askAndWait(client, ['household'])
  assert.equal((await client.call('DELETE', `/requests/${deleted}`)).status, 204)
  assert.equal((await client.call('GET', `/requests/${deleted}`)).body.code, 'REQUEST_UNKNOWN')
  world.clock.advance(31 * dayMs)
  await world.portal.sweep()
  const later = makeApiClient(world)
  await logInByApi(later, card)
  assert.deepEqual(
    (await itemsOf(later, kept)).map(({ state, canOpen }) => [state, canOpen]),
    [['no-longer-kept', false]],
  )
  assert.equal((await later.call('GET', `/requests/${deleted}`)).body.code, 'REQUEST_UNKNOWN')
  world.clock.advance(30 * dayMs)
  await world.portal.sweep()
  const last = makeApiClient(world)
  await logInByApi(last, card)
  assert.equal((await last.call('GET', `/requests/${kept}`)).body.code, 'REQUEST_UNKNOWN')
})

test('whoever has read some answers names those that they want', async () => {
  world.peers.reply = 'silent'
  const client = await enter(world, await world.makePerson('つづき'))
  const before = world.peers.seen.length
  const { body } = await client.call('POST', '/requests', { types: ['household', 'pension-record'] })
  await waitUntil(() => world.peers.seen.length >= before + 2)
  const items = await itemsOf(client, String(body.request))
  const [there, missing] = ['household', 'pension-record'].map(
    (name) => items.find(({ type }) => type === name)?.exchange,
  )
  const whom = world.peers.seen.find((one) => one.name === 'whom' && one.body.exchange === there)
  assert.ok(whom?.name === 'whom')
  await world.peers.answer(whom)
  const read = async (query: string) => {
    const path = `/requests/${body.request}/answers.json${query}`
    const { status, body: said } = await client.call('GET', path)
    return status === 200 ? (await client.read('Answers', path)).answers.map(({ exchange }) => exchange) : said.code
  }
  assert.deepEqual(await read(''), [there])
  assert.deepEqual(await read(`?exchanges=${there}`), [there])
  assert.deepEqual(await read(`?exchanges=${there},${there}`), [there])
  assert.deepEqual(await read(`?exchanges=${missing}`), 'ANSWER_NOT_THERE')
  assert.deepEqual(await read(`?exchanges=${there},${missing}`), 'ANSWER_NOT_THERE')
})

test('whoever names an answer that is not there, or not theirs, gets none at all', async () => {
  world.peers.reply = 'answered'
  const [client, other] = await Promise.all(
    ['名指し', '隣の人'].map(async (name) => enter(world, await world.makePerson(name))),
  )
  assert.ok(client !== undefined && other !== undefined)
  const [mine, theirs] = await Promise.all([client, other].map((one) => askAndWait(one, ['household'])))
  const [own] = await itemsOf(client, String(mine))
  const [foreign] = await itemsOf(other, String(theirs))
  const code = async (request: unknown, names: string) =>
    (await client.call('GET', `/requests/${request}/answers.json?exchanges=${names}`)).body.code
  for (const names of [
    '',
    ',',
    'exc_AAAAAAAAAAAAAAAAAAAAAA',
    String(foreign?.exchange),
    `${own?.exchange},${foreign?.exchange}`,
    `${own?.exchange},`,
    '{}',
    `${'exc_AAAAAAAAAAAAAAAAAAAAAA,'.repeat(300)}${own?.exchange}`,
  ])
    assert.equal(await code(mine, names), 'ANSWER_NOT_THERE', names.slice(0, 60))
  assert.equal(await code(theirs, String(foreign?.exchange)), 'REQUEST_UNKNOWN')
  assert.equal(await code('ask_AAAAAAAAAAAAAAAAAAAAAA', String(own?.exchange)), 'REQUEST_UNKNOWN')
})

test('what nobody provides cannot be asked for', async () => {
  const client = await enter(world, await world.makePerson('未連携'))
  for (const [types, code] of [
    [[], 'TYPES_MISSING'],
    [['local-tax'], 'TYPE_NOT_CONNECTED'],
    [['household', 'local-tax'], 'TYPE_NOT_CONNECTED'],
    [['__proto__'], 'TYPE_NOT_CONNECTED'],
  ] as const) {
    assert.equal((await client.call('POST', '/requests', { types })).body.code, code)
  }
})

test('the history comes sealed, is checked, and says each line in words', async () => {
  const client = await enter(world, await world.makePerson('履歴'))
  const { records, check } = await client.read('History', '/history')
  const [record] = records
  assert.equal(
    record?.sentence,
    'みほん市が、児童手当の支給を決めるために、みほん健康保険組合にあなたの「健康保険の資格」を照会しました',
  )
  assert.equal(record?.fitsLedger, true)
  assert.deepEqual(check, { isUnbroken: true, reachesStart: true })
})

test('a history that the core refuses for want of a mandate sends the citizen to log in again, at once', async () => {
  const client = await enter(world, await world.makePerson('許可切れ'))
  world.peers.refusals.set('list-records', 'MANDATE_NOT_LIVE')
  try {
    const { status, body } = await client.call('GET', '/history')
    assert.deepEqual([status, body.code], [401, 'MANDATE_OVER'])
    assert.equal((await client.call('GET', '/requests')).body.code, 'SESSION_NONE', 'the session ended with it')
  } finally {
    world.peers.refusals.clear()
  }
})

test('a dump of the database, without a card, holds no answer in the clear (invariant 6)', async () => {
  world.peers.reply = 'answered'
  const name = '写し'
  await askAndWait(await enter(world, await world.makePerson(name)), ['household'])
  await using db = openDatabase<Record<string, never>>({ connection: world.database.runUrl, applicationName: 'test' })
  const tables = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'madoguchi_migrations'`.execute(
    db.kysely,
  )
  let dump = ''
  for (const { name } of tables.rows) {
    dump += JSON.stringify((await sql`select t::text from ${sql.table(name)} t`.execute(db.kysely)).rows)
  }
  assert.ok(dump.length > 1000)
  assert.ok(!dump.includes('世帯主、妻、子') && !dump.includes(Buffer.from('世帯主、妻、子').toString('hex')))
})

test('a file comes in each format', async () => {
  world.peers.reply = 'answered'
  const client = await enter(world, await world.makePerson('保存'))
  const request = await askAndWait(client, ['household'])
  for (const [kind, type] of [
    ['csv', 'text/csv'],
    ['xml', 'application/xml'],
    ['pdf', 'application/pdf'],
  ] as const) {
    const response = await world.portal.fetch(
      new Request(`https://portal.example/api/v1/requests/${request}/answers.${kind}`, {
        headers: { authorization: `Bearer ${client.token}` },
      }),
    )
    assert.equal(response.status, 200)
    assert.ok(response.headers.get('content-type')?.startsWith(type))
    assert.ok((await response.bytes()).length > 200)
  }
})

async function askAndWaitSilently(client: ReturnType<typeof makeApiClient>): Promise<string> {
  const before = world.peers.seen.length
  const { body } = await client.call('POST', '/requests', { types: ['household'] })
  await waitUntil(() => world.peers.seen.length > before)
  return String(body.request)
}
