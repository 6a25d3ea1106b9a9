import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { secondMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import type { Received } from '@madoguchi/messages'
import { apiSchemas } from '../app/journeys.ts'
import { type ApiClient, enter } from '../testing/test-api-client.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const cards = makeDemoCards()
let world: TestPortal
/** みほん市 may owe two answers, and owes two. */
before(async () => {
  world = await openTestPortal({ waitingMax: 2, cards, aobaProvides: ['household'], mailer: { send: async () => {} } })
  world.peers.reply = 'silent'
  const other = await enter(world, await world.makePerson('先に照会した人'))
  for (let i = 0; i < 2; i++) await other.call('POST', '/requests', { types: ['pension-record'] })
  await whomsSeen(2)
})
after(() => world[Symbol.asyncDispose]())

const whoms = () => world.peers.seen.filter((one): one is Received<'whom'> => one.name === 'whom')

async function whomsSeen(count: number): Promise<Received<'whom'>[]> {
  await waitUntil(() => whoms().length >= count)
  await world.settle()
  return whoms()
}

async function listStates(client: ApiClient, request: unknown): Promise<Record<string, string>> {
  const { body } = await client.call('GET', `/requests/${request}`)
  const { items } = apiSchemas.Request.parse(body)
  return Object.fromEntries(items.map(({ provider, state }) => [provider, state]))
}

async function answerOne(): Promise<void> {
  const owed = whoms().find(({ body }) => !answered.has(body.exchange))
  assert.ok(owed)
  answered.add(owed.body.exchange)
  assert.equal(await world.peers.answer(owed), undefined)
  world.clock.advance(secondMs)
}
const answered = new Set<string>()

test('one agency owes too much: the other is asked, and the citizen asks the first again, once, from two windows', async () => {
  const client = await enter(world, await world.makePerson('みほん太郎'))
  const made = await client.call('POST', '/requests', { types: ['household'] })
  assert.equal(made.status, 201)
  const { request, version, notAsked } = apiSchemas.RequestMade.parse(made.body)
  assert.equal(notAsked, 1)
  assert.equal((await client.call('GET', `/requests/${request}`)).body.version, version)
  assert.deepEqual(await listStates(client, request), { 'aoba-shi': 'asking', 'mihon-shi': 'not-asked' })
  assert.equal((await whomsSeen(3)).length, 3, 'only the other one was asked')
  await world.portal.sweep()
  assert.deepEqual(await listStates(client, request), { 'aoba-shi': 'asking', 'mihon-shi': 'not-asked' })

  const early = await client.call('POST', `/requests/${request}/asking`)
  assert.deepEqual([early.status, early.body.code], [503, 'REQUEST_WAITS'])
  assert.deepEqual(await listStates(client, request), { 'aoba-shi': 'asking', 'mihon-shi': 'not-asked' })

  await answerOne()
  const twice = await Promise.all([1, 2].map(() => client.call('POST', `/requests/${request}/asking`)))
  const sum = twice.map(({ body }) => apiSchemas.AskedAgain.parse(body)).reduce((all, { asked }) => all + asked, 0)
  assert.equal(sum, 1)
  assert.deepEqual(await listStates(client, request), { 'aoba-shi': 'asking', 'mihon-shi': 'asking' })
  const [last] = (await whomsSeen(4)).slice(3)
  assert.equal(whoms().length, 4)
  assert.ok(last)
  answered.add(last.body.exchange)
  assert.equal(await world.peers.answer(last), undefined)
  const { body } = await client.call('GET', `/requests/${request}/answers.json`)
  assert.equal(apiSchemas.Answers.parse(body).answers.length, 1, 'what comes of it opens')
})

test('nobody asks again what another asked, and nothing of a request that was deleted', async () => {
  await fill()
  const client = await enter(world, await world.makePerson('みほん一郎'))
  const stranger = await enter(world, await world.makePerson('べつの人'))
  const { request } = (await client.call('POST', '/requests', { types: ['household'] })).body
  const other = await stranger.call('POST', `/requests/${request}/asking`)
  assert.deepEqual([other.status, other.body.code], [404, 'REQUEST_UNKNOWN'])
  await client.call('DELETE', `/requests/${request}`)
  assert.equal((await client.call('POST', `/requests/${request}/asking`)).status, 404)
})

test('the page says what could not be asked, counts it as no result, and has the button', async () => {
  await fill()
  cards.insert(await world.makePerson('みほん花子'))
  const browser = makeBrowser(world)
  await browser.get('/login')
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes' })
  const path = (await browser.post('/information', { type: 'household' })).headers.get('location') ?? ''
  const { text } = await browser.get(path)
  assert.match(text, /2件のうち0件の結果が出ました/)
  assert.match(
    text,
    /照会できませんでした[\s\S]*1件は、相手の機関の回答を待つ照会がいっぱいで、いまは照会できませんでした/,
  )
  const refused = await browser.post(`${path}/ask-again`, {})
  assert.equal(refused.status, 503)
  await answerOne()
  assert.equal((await browser.post(`${path}/ask-again`, {})).status, 303)
  assert.doesNotMatch((await browser.get(path)).text, /照会できませんでした/)
})

/** Until みほん市 owes two answers again. */
async function fill(): Promise<void> {
  const client = await enter(world, await world.makePerson('また照会した人'))
  for (let i = 0; i < 3; i++) {
    const { status } = await client.call('POST', '/requests', { types: ['pension-record'] })
    if (status === 503) return
    await world.settle()
  }
}
