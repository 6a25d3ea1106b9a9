import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import {
  actWithCard,
  askAndWait,
  enter,
  logInByApi,
  makeApiClient,
  makeCode,
} from '../testing/test-api-client.fixture.ts'
import { confirmByPage, logInByPage, makeBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import type { TestCard } from '../testing/test-trust.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

/** The same card, as a program uses it that sends a key of its own in place of the card's. */
const misuse = (card: TestCard): TestCard => ({ ...card, wrappingKey: new Uint8Array(randomBytes(32)) })
const logIn = async (card: TestCard) => {
  const client = makeApiClient(world)
  assert.equal((await logInByApi(client, card)).status, 201)
  return client
}
type Client = Awaited<ReturnType<typeof enter>>
const beginAnew = (client: Client, card: TestCard) =>
  actWithCard(client, card, { act: 'vault-anew', path: '/vault/anew', body: { confirmed: true } })
const eventsOf = async (client: Client) =>
  (await client.read('Activities', '/activities')).activities.map(({ event }) => event)
const canOpen = async (client: Client, request: string) =>
  (await client.call('GET', `/requests/${request}/answers.json`)).status === 200

test('a wrong key at the first log-in shuts nobody out: the card’s owner gets in, reads of it, and begins a vault of their own', async () => {
  const card = await world.makePerson('はじめの鍵がちがう人')
  await enter(world, misuse(card))
  const owner = await logIn(card)
  assert.equal((await owner.call('GET', '/requests')).body.code, 'VAULT_CLOSED')
  assert.equal((await eventsOf(owner))[0], 'vault-mismatch')
  assert.equal((await beginAnew(owner, card)).status, 204)
  const request = await askAndWait(owner, ['household'])
  assert.ok(await canOpen(owner, request))
  const later = await logIn(card)
  assert.ok(await canOpen(later, request), 'and the card opens it from now on')
  assert.ok((await eventsOf(later)).filter((event) => event === 'vault-mismatch').length === 1)
})

test('who has card and PIN once and begins anew with a key of their own takes neither vault nor recovery code from the owner', async () => {
  const card = await world.makePerson('あとから鍵を変えられた人')
  const owner = await enter(world, card)
  const request = await askAndWait(owner, ['household'])
  const code = String((await makeCode(owner, card)).body.code)
  for (let i = 0; i < 3; i++) {
    const thief = await logIn(misuse(card))
    assert.ok(!(await canOpen(thief, request)))
    assert.equal((await beginAnew(thief, card)).status, 204)
    assert.equal(
      (await thief.call('GET', `/requests/${request}/answers.json`)).status,
      404,
      'the old answers stay closed',
    )
  }
  const later = await logIn(card)
  assert.ok(await canOpen(later, request))
  assert.ok(await canOpen(later, await askAndWait(later, ['household'])))
  const renewed = await logIn(await world.makePerson('あとから鍵を変えられた人'))
  assert.equal((await renewed.call('POST', '/vault/recovery', { code })).status, 204)
  assert.ok(await canOpen(renewed, request))
})

test('of two windows with two keys of one card, the later one sets the other’s vault aside and takes it from nobody', async () => {
  const card = await world.makePerson('二つの窓')
  await enter(world, card)
  const [first, second] = [misuse(card), misuse(card)]
  const [one, other] = [await logIn(first), await logIn(second)]
  assert.deepEqual([(await beginAnew(one, card)).status, (await beginAnew(other, card)).status], [204, 204])
  for (const each of [card, first, second])
    assert.equal((await (await logIn(each)).call('GET', '/requests')).status, 200)
})

test('the page says what happened, what may be the reason, and where to look', async () => {
  const card = await world.makePerson('画面で知る人')
  await enter(world, misuse(card))
  const browser = makeBrowser(world)
  assert.equal((await logInByPage(browser, card)).href, '/home')
  assert.equal((await browser.get('/requests')).location, '/new-card')
  const { text } = await browser.get('/new-card')
  assert.match(text, /カードの鍵が、前と合いません/)
  assert.match(text, /href="\/activity"/)
  assert.match((await browser.get('/activity')).text, /保管庫をひらかずにログインしました/)
  assert.match((await browser.post('/new-card/anew', { confirmed: 'yes' })).text, /カードで、もう一度確認します/)
  const done = await confirmByPage(browser, card, { act: 'vault-anew' })
  assert.equal((JSON.parse(done.text) as { href: string }).href, '/home?done=anew')
})
