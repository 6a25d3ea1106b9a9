import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { minuteMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { enter, logInByApi, makeApiClient } from '../testing/test-api-client.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

const endedMandates = () => world.peers.seen.filter(({ name }) => name === 'end-mandate').length

test('a session of a card that was revoked ends with the next list, says why, and gives its mandate back', async () => {
  const lost = await world.makePerson('紛失した人')
  const kept = await enter(world, await world.makePerson('持っている人'))
  const inPocket = await enter(world, lost)
  const elsewhere = await enter(world, lost)
  await world.portal.sweep()
  world.trust.revoke(lost)
  await world.portal.sweep()
  assert.equal(
    (await inPocket.call('GET', '/requests')).status,
    200,
    'the list that we hold is fresh and does not have it',
  )
  const before = endedMandates()
  world.clock.advance(11 * minuteMs)
  await world.portal.sweep()
  for (const client of [inPocket, elsewhere]) {
    const told = await client.call('GET', '/requests')
    assert.deepEqual([told.status, told.body.code], [401, 'SESSION_CARD_REVOKED'])
  }
  assert.equal((await kept.call('GET', '/requests')).status, 200, 'whoever has another card goes on')
  await waitUntil(() => endedMandates() >= before + 2, { what: 'the end of both mandates' })
  await world.portal.sweep()
  assert.equal(endedMandates(), before + 2, 'once each')
})

test('the page that comes next says it in plain words', async () => {
  const card = await world.makePerson('画面の人')
  const opened = await logInByApi(makeApiClient(world), card)
  const look = () =>
    world.portal.fetch(
      new Request('https://portal.example/home', { headers: { cookie: `__Host-session=${opened.body.token}` } }),
    )
  world.trust.revoke(card)
  world.clock.advance(11 * minuteMs)
  await world.portal.sweep()
  const page = await look()
  assert.equal(page.status, 401)
  assert.match(await page.text(), /カードの失効か一時停止の届けが出たので、ログアウトしました/)
})

test('操作履歴 notes it for whoever has a new card', async () => {
  const old = await world.makePerson('更新した人')
  await enter(world, old)
  world.trust.revoke(old)
  world.clock.advance(11 * minuteMs)
  await world.portal.sweep()
  const again = await enter(world, await world.makePerson('更新した人'))
  const { activities } = await again.read('Activities', '/activities')
  const events = activities.map(({ event }) => event)
  assert.ok(events.includes('card-revoked'), events.join())
  assert.ok(!events.includes('session-ended'), 'and not as if nobody had moved')
})

test('why a session ended is forgotten after a day', async () => {
  const card = await world.makePerson('忘れられる人')
  const client = makeApiClient(world)
  await logInByApi(client, card)
  world.trust.revoke(card)
  world.clock.advance(11 * minuteMs)
  await world.portal.sweep()
  assert.equal((await client.call('GET', '/requests')).body.code, 'SESSION_CARD_REVOKED')
  world.clock.advance(25 * 60 * minuteMs)
  await world.portal.sweep()
  assert.equal((await client.call('GET', '/requests')).body.code, 'SESSION_NONE')
})
