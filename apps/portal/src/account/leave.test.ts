import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { dayMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import {
  type ApiClient,
  actWithCard,
  askAndWait,
  enter,
  giveEmail,
  logInByApi,
  makeApiClient,
  makeCode,
} from '../testing/test-api-client.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import type { TestCard } from '../testing/test-trust.fixture.ts'

type Mail = { to: string; subject: string; text: string }

let world: TestPortal
const mails: Mail[] = []
before(async () => {
  world = await openTestPortal({ mailer: { send: async (mail) => void mails.push(mail) } })
})
after(() => world[Symbol.asyncDispose]())

const leave = (client: ApiClient, card: TestCard) =>
  actWithCard(client, card, { act: 'leave', path: '/account/leave', body: { confirmed: true } })

test('who leaves is forgotten: every table, every session, every mandate; the last mail says so; one may come again', async () => {
  const card = await world.makePerson('やめる人')
  const client = await enter(world, card)
  const other = await enter(world, card)
  await giveEmail(client, 'yameru@example.jp')
  await waitUntil(() => mails.length > 0)
  const token = /confirm#([0-9A-Z-]+)/.exec(mails[0]?.text ?? '')?.[1] ?? ''
  await makeBrowser(world).post('/email/confirm', { token })
  await makeCode(client, card)
  await askAndWait(client, ['household'])
  await client.call('GET', '/history')
  await giveEmail(client, 'tsugi@example.jp')
  assert.equal((await client.call('POST', '/account/leave', { confirmed: false })).body.code, 'NOT_CONFIRMED')
  const ended = () => world.peers.seen.filter(({ name }) => name === 'end-mandate').length
  const before = ended()
  assert.equal((await client.call('POST', '/account/leave', { confirmed: true })).body.code, 'CONFIRM_NEEDED')
  assert.equal((await leave(client, card)).status, 204)
  await waitUntil(() => ended() === before + 2)
  for (const one of [client, other]) assert.equal((await one.call('GET', '/account')).body.code, 'SESSION_NONE')
  await waitUntil(() => mails.at(-1)?.subject === '利用をやめる手続が終わりました')
  assert.equal(mails.at(-1)?.to, 'yameru@example.jp')
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const { rows } = await sql<{ table: string; count: number }>`
    select 'accounts' as table, count(*)::int from accounts union all select 'cards', count(*)::int from account_cards
    union all select 'sessions', count(*)::int from sessions union all select 'inquiries', count(*)::int from inquiries
    union all select 'requests', count(*)::int from requests union all select 'activities', count(*)::int from activities
    union all select 'records', count(*)::int from record_requests union all select 'codes', count(*)::int from recovery_codes
    union all select 'waiting', count(*)::int from email_confirmations`.execute(db.kysely)
  assert.deepEqual(
    rows.filter(({ count }) => count > 0),
    [],
  )
  await waitUntil(() => mails.length >= 3)
  assert.deepEqual(await db.kysely.selectFrom('mails').selectAll().execute(), [])
  const again = makeApiClient(world)
  const answered = await logInByApi(again, card)
  assert.deepEqual([answered.status, answered.body.needsRegistration], [201, true])
  await again.call('POST', '/registration', { consent: true })
  assert.deepEqual((await again.call('GET', '/requests')).body.requests, [])
})

test('what is still on its way is taken back, and the core’s last word about it is taken', async () => {
  world.peers.reply = 'silent'
  const card = await world.makePerson('途中でやめる人')
  const client = await enter(world, card)
  const { body } = await client.call('POST', '/requests', { types: ['household'] })
  assert.ok(body.request)
  await waitUntil(() => world.peers.seen.at(-1)?.name === 'whom')
  const whom = world.peers.seen.at(-1)
  assert.ok(whom?.name === 'whom')
  await leave(client, card)
  await waitUntil(() => world.peers.seen.some(({ name }) => name === 'withdraw'))
  const closed = {
    exchange: whom.body.exchange,
    outcome: 'withdrawn' as const,
    closedAt: world.clock.now().toISOString(),
  }
  const notAfter = world.clock.now().getTime() + dayMs
  assert.equal(
    await world.peers.send('core', { name: 'closed', to: 'mihon-portal', body: closed, notAfter }),
    undefined,
  )
  assert.equal(await world.peers.answer(whom), undefined, 'nor is an answer that was faster')
  const unknown = { ...closed, exchange: 'exc_AAAAAAAAAAAAAAAAAAAAAA' }
  assert.equal(
    await world.peers.send('core', { name: 'closed', to: 'mihon-portal', body: unknown, notAfter }),
    'EXCHANGE_UNKNOWN',
  )
})
