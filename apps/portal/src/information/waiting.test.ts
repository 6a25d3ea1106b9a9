import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { waitUntil } from '@madoguchi/kit/testing'
import fc from 'fast-check'
import type { ApiValue } from '../shell/operation.ts'
import { type ApiClient, enter } from '../testing/test-api-client.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

function look(client: ApiClient, request: string, query = ''): Promise<ApiValue<'Request'>> {
  return client.read('Request', `/requests/${request}${query}`)
}

async function askSilently(name: string): Promise<{ client: ApiClient; request: string }> {
  world.peers.reply = 'silent'
  const client = await enter(world, await world.makePerson(name))
  const before = world.peers.seen.length
  const { body } = await client.call('POST', '/requests', { types: ['household'] })
  await waitUntil(() => world.peers.seen.length > before)
  return { client, request: String(body.request) }
}

function findWhom() {
  const found = world.peers.seen.findLast((message) => message.name === 'whom')
  assert.ok(found?.name === 'whom')
  return found
}

test('a program that has seen a request hears of the next answer when it comes, and not before', async () => {
  const { client, request } = await askSilently('待つ人')
  const { version, items } = await look(client, request)
  assert.deepEqual(
    items.map(({ state }) => state),
    ['asking'],
  )
  let isBack = false
  const waiting = look(client, request, `?seen=${version}`).then((view) => {
    isBack = true
    return view
  })
  assert.equal((await look(client, request)).version, version)
  assert.equal(isBack, false)
  await world.peers.answer(findWhom())
  const later = await waiting
  assert.notEqual(later.version, version)
  assert.deepEqual(
    later.items.map(({ canOpen }) => canOpen),
    [true],
  )
})

test('a person waits in twenty windows at once; one more is turned away, and welcome when one of them has heard', async () => {
  const { client, request } = await askSilently('窓の多い人')
  const { version } = await look(client, request)
  const wait = () => client.call('GET', `/requests/${request}?seen=${version}`)
  const { promise: turnedAway, resolve } = Promise.withResolvers<unknown>()
  const waiting = Array.from({ length: 21 }, async () => {
    const { status, body } = await wait()
    if (status === 429) resolve(body.code)
    return status
  })
  assert.equal(await turnedAway, 'TOO_MANY')
  await world.peers.answer(findWhom())
  const statuses = await Promise.all(waiting)
  assert.equal(statuses.filter((status) => status === 200).length, 20)
  assert.equal((await wait()).status, 200)
})

test('whoever has just asked knows the version of the list without looking', async () => {
  world.peers.reply = 'silent'
  const client = await enter(world, await world.makePerson('すぐ待つ人'))
  const { body } = await client.call('POST', '/requests', { types: ['household', 'pension-record'] })
  const { version, items } = await look(client, String(body.request))
  assert.ok(items.length > 1)
  assert.equal(body.version, version)
})

test('whatever else a program says that it has seen, it hears at once how things stand', async () => {
  const { client, request } = await askSilently('せっかちな人')
  const { version } = await look(client, request)
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 40 }), async (seen) => {
      fc.pre(seen !== version)
      assert.equal((await look(client, request, `?seen=${encodeURIComponent(seen)}`)).version, version)
    }),
    { numRuns: 30 },
  )
})

test('a program that waits for a request that is deleted meanwhile hears at once that there is none', async () => {
  const { client, request } = await askSilently('消す人')
  const { version } = await look(client, request)
  const waiting = client.call('GET', `/requests/${request}?seen=${version}`)
  assert.equal((await client.call('DELETE', `/requests/${request}`)).status, 204)
  assert.equal((await waiting).body.code, 'REQUEST_UNKNOWN')
})

test('nobody waits for somebody else’s request', async () => {
  const { client, request } = await askSilently('持ち主')
  const { version } = await look(client, request)
  const stranger = await enter(world, await world.makePerson('ほかの人'))
  assert.equal((await stranger.call('GET', `/requests/${request}?seen=${version}`)).body.code, 'REQUEST_UNKNOWN')
})
