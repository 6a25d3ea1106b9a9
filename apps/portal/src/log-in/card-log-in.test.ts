import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { base64url } from '@madoguchi/kit'
import { makeBrowser, type Seen, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'
import type { TestCard } from '../testing/test-trust.fixture.ts'

let world: TestPortal
let card: TestCard
let browser: TestBrowser
before(async () => {
  world = await openTestPortal({ mode: 'production' })
  card = await world.makePerson('花子')
})
after(() => world[Symbol.asyncDispose]())
beforeEach(() => {
  browser = makeBrowser(world)
})

function readJson({ text }: Seen): Record<string, string> {
  return JSON.parse(text) as Record<string, string>
}

async function takeChallenge(visitor = browser): Promise<Uint8Array> {
  return base64url.decode(readJson(await visitor.post('/login/challenge')).challenge ?? '')
}

function speak(challenge: Uint8Array, origin = testOrigin): Record<string, string> {
  return {
    certificate: base64url.encode(card.certificate.der),
    signature: base64url.encode(card.sign(origin, challenge)),
    wrappingKey: base64url.encode(card.wrappingKey),
  }
}

test('what the card said to this browser’s challenge opens a session of this browser, and only once', async () => {
  const spoken = speak(await takeChallenge())
  const { status, text } = await browser.post('/login/card', spoken)
  assert.deepEqual([status, JSON.parse(text) as { code: string }], [200, { href: '/registration' }])
  assert.equal((await browser.get('/home')).location, '/registration')
  const again = readJson(await browser.post('/login/card', spoken))
  assert.match(again.code ?? '', /^LOGIN_CHALLENGE_/)
  assert.match(again.next ?? '', /もう一度/)
})

test('a challenge that another browser was given is refused, in words', async () => {
  const spoken = speak(await takeChallenge(makeBrowser(world)))
  const { status, text } = await browser.post('/login/card', spoken)
  assert.equal(status, 409)
  assert.match((JSON.parse(text) as { title: string }).title, /ログインを始めたブラウザと、ちがう/)
})

test('a signature for another site or about another challenge opens nothing', async () => {
  const challenge = await takeChallenge()
  const elsewhere = await browser.post('/login/card', speak(challenge, 'https://evil.example'))
  assert.deepEqual([elsewhere.status, readJson(elsewhere).code], [403, 'LOGIN_SIGNATURE'])
  await takeChallenge()
  const stale = await browser.post('/login/card', speak(challenge))
  assert.equal(readJson(stale).code, 'LOGIN_SIGNATURE')
  assert.equal((await browser.get('/home')).location, '/login')
})

test('what is no answer of a card is refused before anything is asked of anybody', async () => {
  const good = speak(await takeChallenge())
  const bad = [
    {},
    { ...good, wrappingKey: '' },
    { ...good, wrappingKey: base64url.encode(new Uint8Array(31)) },
    { ...good, certificate: 'a b' },
    { ...good, certificate: base64url.encode(new Uint8Array(8193)) },
    { ...good, signature: base64url.encode(new Uint8Array(513)) },
  ]
  for (const fields of bad) {
    const { status, text } = await browser.post('/login/card', fields)
    assert.deepEqual([status, (JSON.parse(text) as { code: string }).code], [400, 'BODY_MALFORMED'])
  }
})

test('no other site gets a challenge for a visitor’s browser or logs them in', async () => {
  const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  assert.equal((await browser.post('/login/challenge', {}, headers)).status, 403)
  assert.equal((await browser.post('/login/card', speak(await takeChallenge()), headers)).status, 403)
})
