import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { base64url, dayMs, minuteMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import type { Received } from '@madoguchi/messages'
import { type ApiClient, logInByApi, makeApiClient } from '../testing/test-api-client.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

type Mail = { to: string; subject: string; text: string }

let world: TestPortal
let mails: Mail[] = []
before(async () => {
  world = await openTestPortal({
    cityKeyForMs: 3 * dayMs,
    aobaProvides: [],
    mailer: { send: async (mail) => void mails.push(mail) },
  })
  world.peers.reply = 'silent'
})
after(() => world[Symbol.asyncDispose]())
beforeEach(() => {
  mails = []
})

async function enterWithMail(name: string): Promise<ApiClient> {
  const client = makeApiClient(world)
  await logInByApi(client, await world.makePerson(name))
  await client.call('POST', '/registration', { consent: true, email: 'a@example.jp' })
  await waitUntil(() => mails.length > 0)
  const token = /\/email\/confirm#(\S+)/.exec(mails[0]?.text ?? '')?.[1] ?? ''
  await makeBrowser(world).post('/email/confirm', { token })
  mails = []
  return client
}

/** Asks for two things and gives what the core was sent. */
async function askForTwo(client: ApiClient): Promise<[string, Received<'whom'>, Received<'whom'>]> {
  const before = world.peers.seen.length
  const { body } = await client.call('POST', '/requests', { types: ['household', 'pension-record'] })
  await waitUntil(() => world.peers.seen.length === before + 2)
  // They come in no order; what the city answers is a household.
  const { items } = (await client.call('GET', `/requests/${body.request}`)).body
  const household = (items as { exchange: string; type: string }[]).find(({ type }) => type === 'household')?.exchange
  const asked = world.peers.seen.slice(-2).filter((message) => message.name === 'whom')
  const isHousehold = ({ body }: Received<'whom'>) => body.exchange === household
  const [first, second] = [asked.find(isHousehold), asked.find((message) => !isHousehold(message))]
  assert.ok(first !== undefined && second !== undefined)
  return [String(body.request), first, second]
}

test('two answers of one request are told in one mail, which says how many and nothing else', async () => {
  const [, first, second] = await askForTwo(await enterWithMail('まとめ'))
  await world.peers.answer(first)
  await world.portal.sweep()
  assert.equal(mails.length, 0)
  await world.peers.answer(second)
  await waitUntil(() => mails.length > 0)
  await world.portal.sweep()
  assert.equal(mails.length, 1)
  assert.equal(mails[0]?.subject, '届きました: 2件')
  assert.doesNotMatch(mails[0]?.text ?? '', /まとめ|みほん市|世帯|年金|ask_|exc_/)
})

test('an answer waits ten minutes for the others, and not longer', async () => {
  const [, first, second] = await askForTwo(await enterWithMail('十分'))
  await world.peers.answer(first)
  world.clock.advance(9 * minuteMs)
  await world.portal.sweep()
  assert.equal(mails.length, 0)
  world.clock.advance(minuteMs)
  await world.portal.sweep()
  assert.deepEqual(
    mails.map(({ subject }) => subject),
    ['届きました: 1件'],
  )
  await world.peers.answer(second)
  await waitUntil(() => mails.length === 2)
  assert.equal(mails[1]?.subject, '届きました: 1件')
})

test('what the citizen took back or deleted is told to nobody', async () => {
  const client = await enterWithMail('取りやめ')
  const [request, first] = await askForTwo(client)
  await world.peers.answer(first)
  await client.call('DELETE', `/requests/${request}`)
  world.clock.advance(11 * minuteMs)
  await world.portal.sweep()
  assert.equal(mails.length, 0)
})

test('an answer is taken only of the agency that was asked, to the very question, with the bytes that it signed for', async () => {
  const client = await enterWithMail('取り違え')
  const [request, first] = await askForTwo(client)
  const stateOf = async () => {
    const { items } = (await client.call('GET', `/requests/${request}`)).body
    return (items as { exchange: string; state: string }[]).find(({ exchange }) => exchange === first.body.exchange)
      ?.state
  }
  const digest = base64url.encode(new Uint8Array(32))
  for (const change of [
    { sealedDigest: digest },
    { sealed: new Uint8Array(600), sealedDigest: digest },
    { askDigest: digest },
    { signedBy: 'aoba' },
    { signedBy: 'aoba', outcome: 'nothing-to-show' },
    { closedAs: 'nothing-to-show' },
  ] as const) {
    assert.equal(await world.peers.answer(first, change), 'MESSAGE_ENCLOSURE', JSON.stringify(change))
    assert.equal(await stateOf(), 'asking', JSON.stringify(change))
  }
  await world.peers.answer(first)
  assert.equal(await stateOf(), 'answered', 'the right one still comes')
})

test('an answer that the core closed before its provider changed its key is still taken and opened', async () => {
  const card = await world.makePerson('鍵の交代')
  const client = makeApiClient(world)
  await logInByApi(client, card)
  await client.call('POST', '/registration', { consent: true })
  const [request, first, second] = await askForTwo(client)
  const closedAt = world.clock.now()
  world.clock.advance(4 * dayMs)
  assert.equal(await world.peers.answer(first, { closedAt }), undefined)
  // A key that was gone when it closed: nothing is taken, and nothing refused for good, since our directory may lag.
  assert.equal(await world.peers.answer(second), 'undecided')
  const later = makeApiClient(world)
  await logInByApi(later, card)
  const { answers } = await later.read('Answers', `/requests/${request}/answers.json`)
  assert.equal(answers.length, 1)
  const { items } = await later.read('Request', `/requests/${request}`)
  const states = items.map(({ exchange, state }) => [exchange, state])
  assert.deepEqual(Object.fromEntries(states), {
    [first.body.exchange]: 'answered',
    [second.body.exchange]: 'asking',
  })
})
