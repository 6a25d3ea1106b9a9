import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { secondMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import type { Received } from '@madoguchi/messages'
import { type ApiClient, enter } from '../testing/test-api-client.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'

const waitingMax = 4

const cards = makeDemoCards()
let world: TestPortal
before(async () => {
  world = await openTestPortal({ waitingMax, cards })
  world.peers.reply = 'silent'
})
after(() => world[Symbol.asyncDispose]())

const ask = (client: ApiClient) => client.call('POST', '/requests', { types: ['household', 'pension-record'] })
const listRequests = async (client: ApiClient) => (await client.read('Requests', '/requests')).requests

async function whomsSeen(count: number): Promise<Received<'whom'>[]> {
  const found = () => world.peers.seen.filter((one): one is Received<'whom'> => one.name === 'whom')
  await waitUntil(() => found().length >= count)
  return found()
}

test('a citizen is told at once that an agency owes too many answers, nothing is half-written, and log-out works', async () => {
  const client = await enter(world, await world.makePerson('みほん太郎'))
  assert.equal((await ask(client)).status, 201)
  assert.equal((await ask(client)).status, 201)
  const whoms = await whomsSeen(waitingMax)
  await world.settle()
  const response = await world.portal.fetch(
    new Request(`${testOrigin}/api/v1/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${client.token}` },
      body: JSON.stringify({ types: ['household'] }),
    }),
  )
  assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '300'])
  const { code, facts } = (await response.json()) as { code: string; facts: unknown }
  assert.deepEqual([code, facts], ['REQUEST_WAITS', { to: 'mihon-shi', retryAfterS: 300 }])
  assert.equal((await listRequests(client)).length, 2)
  assert.equal((await whomsSeen(waitingMax)).length, waitingMax)

  const [first] = whoms
  assert.equal(first && (await world.peers.answer(first)), undefined)
  world.clock.advance(secondMs)
  assert.equal((await ask(client)).status, 201, 'one answer makes room')
  assert.equal((await ask(client)).body.code, 'REQUEST_WAITS')
  assert.equal((await client.call('DELETE', '/sessions/current')).status, 204)
  await waitUntil(() => world.peers.seen.some(({ name }) => name === 'end-mandate'))
})

test('the page says the same in words, and when to come again', async () => {
  cards.insert(await world.makePerson('みほん花子'))
  const browser = makeBrowser(world)
  await browser.get('/login')
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes' })
  const { status, text, headers } = await browser.post('/information', { type: 'household' })
  assert.deepEqual([status, headers.get('retry-after')], [503, '300'])
  assert.match(text, /いまは、この照会を受けつけられません[\s\S]*この照会は送られていません/)
})
