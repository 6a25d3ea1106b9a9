import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { base64url, dayMs, minuteMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { logInByApi, makeApiClient, prepareLogIn } from '../testing/test-api-client.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { makeTrust } from '../testing/test-trust.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

async function refusal(body: unknown): Promise<unknown[]> {
  const answered = await makeApiClient(world).call('POST', '/sessions', body)
  return [answered.status, answered.body.code]
}

test('a citizen logs in by card, consents once, and comes back without being asked again', async () => {
  const card = await world.makePerson('花子')
  const client = makeApiClient(world)
  const first = await logInByApi(client, card)
  assert.equal(first.status, 201)
  assert.equal(first.body.needsRegistration, true)
  const early = await client.call('GET', '/requests')
  assert.deepEqual([early.status, early.body.code], [403, 'REGISTRATION_NEEDED'])
  assert.equal((await client.call('POST', '/registration', { consent: false })).body.code, 'CONSENT_MISSING')
  assert.equal((await client.call('POST', '/registration', { consent: true })).status, 204)
  assert.equal((await client.call('GET', '/requests')).status, 200)
  const again = await logInByApi(makeApiClient(world), card)
  assert.equal(again.body.needsRegistration, false)
})

test('a challenge is good once', async () => {
  const card = await world.makePerson('一度')
  const client = makeApiClient(world)
  const body = await prepareLogIn(client, card)
  assert.equal((await client.call('POST', '/sessions', body)).status, 201)
  assert.deepEqual(await refusal(body), [409, 'LOGIN_CHALLENGE_USED'])
})

test('a challenge is good for five minutes', async () => {
  const card = await world.makePerson('遅刻')
  const body = await prepareLogIn(makeApiClient(world), card)
  world.clock.advance(5 * minuteMs + 1)
  assert.deepEqual(await refusal(body), [409, 'LOGIN_CHALLENGE_LATE'])
})

test('a challenge belongs to the login it was given to', async () => {
  const card = await world.makePerson('別人')
  const mine = await prepareLogIn(makeApiClient(world), card)
  const other = await prepareLogIn(makeApiClient(world), card)
  assert.deepEqual(await refusal({ ...mine, login: other.login }), [403, 'LOGIN_SIGNATURE'])
  const unknown = base64url.encode(new Uint8Array(32))
  assert.deepEqual(await refusal({ ...mine, login: unknown }), [409, 'LOGIN_CHALLENGE_UNKNOWN'])
})

test('a failed attempt uses the challenge up', async () => {
  const card = await world.makePerson('失敗')
  const body = await prepareLogIn(makeApiClient(world), card)
  const bent = { ...body, signature: base64url.encode(new Uint8Array(256)) }
  assert.deepEqual(await refusal(bent), [403, 'LOGIN_SIGNATURE'])
  assert.deepEqual(await refusal(body), [409, 'LOGIN_CHALLENGE_USED'])
})

test('what was signed for another site is worth nothing here', async () => {
  const card = await world.makePerson('よそ')
  const body = await prepareLogIn(makeApiClient(world), card, { origin: 'https://portal.example.evil' })
  assert.deepEqual(await refusal(body), [403, 'LOGIN_SIGNATURE'])
  const named = await prepareLogIn(makeApiClient(world), card)
  assert.deepEqual(await refusal({ ...named, origin: 'https://evil.example' }), [403, 'LOGIN_ORIGIN'])
})

test('each reason to refuse a certificate has its own code', async () => {
  const brief = await world.trust.issue({ validForMs: minuteMs })
  const body = await prepareLogIn(makeApiClient(world), brief)
  world.clock.advance(2 * minuteMs)
  assert.deepEqual(await refusal(body), [403, 'CERT_EXPIRED'])
  const signing = await world.trust.issue({ profile: 'signing' })
  assert.deepEqual(await refusal(await prepareLogIn(makeApiClient(world), signing)), [403, 'CERT_POLICY'])
  const foreign = await (await makeTrust(world.clock, 'signing')).issue()
  assert.deepEqual(await refusal(await prepareLogIn(makeApiClient(world), foreign)), [403, 'CERT_ISSUER_UNKNOWN'])
  const stranger = await world.trust.issue()
  assert.deepEqual(await refusal(await prepareLogIn(makeApiClient(world), stranger)), [403, 'LOGIN_HOLDER_UNKNOWN'])
  const notOurs = { ...(await prepareLogIn(makeApiClient(world), stranger)), certificate: 'AAAA' }
  assert.deepEqual(await refusal(notOurs), [400, 'CERT_MALFORMED'])
})

test('a revoked card is refused once the list is fetched again', async () => {
  const card = await world.makePerson('紛失')
  assert.equal((await logInByApi(makeApiClient(world), card)).status, 201)
  world.trust.revoke(card)
  world.clock.advance(11 * minuteMs)
  assert.deepEqual(await refusal(await prepareLogIn(makeApiClient(world), card)), [403, 'CERT_REVOKED'])
})

test('a session ends after fifteen idle minutes, and log-out gives the mandate back', async () => {
  const client = makeApiClient(world)
  await logInByApi(client, await world.makePerson('休み'))
  await client.call('POST', '/registration', { consent: true })
  world.clock.advance(14 * minuteMs)
  assert.equal((await client.call('GET', '/requests')).status, 200)
  world.clock.advance(14 * minuteMs)
  assert.equal((await client.call('GET', '/requests')).status, 200)
  world.clock.advance(15 * minuteMs)
  assert.deepEqual((await client.call('GET', '/requests')).body.code, 'SESSION_IDLE')
  assert.deepEqual((await client.call('GET', '/requests')).body.code, 'SESSION_NONE')
  const other = makeApiClient(world)
  await logInByApi(other, await world.makePerson('出口'))
  const before = world.peers.seen.filter(({ name }) => name === 'end-mandate').length
  assert.equal((await other.call('DELETE', '/sessions/current')).status, 204)
  assert.equal((await other.call('GET', '/requests')).body.code, 'SESSION_NONE')
  await waitUntil(() => world.peers.seen.filter(({ name }) => name === 'end-mandate').length > before)
})

test('a session never outlives its mandate', async () => {
  const client = makeApiClient(world)
  await logInByApi(client, await world.makePerson('長居'))
  for (let i = 0; i < 51; i++) {
    world.clock.advance(14 * minuteMs)
    await client.call('GET', '/requests')
  }
  world.clock.advance(14 * minuteMs)
  assert.equal((await client.call('GET', '/requests')).body.code, 'SESSION_OVER')
})

test('tokens and bodies that nobody made are refused in words', async () => {
  const client = makeApiClient(world)
  for (const token of ['x', 'A'.repeat(86), 'A'.repeat(5000)]) {
    client.token = token
    assert.equal((await client.call('GET', '/requests')).body.code, 'SESSION_NONE')
  }
  for (const body of [{}, [], { login: 1 }, { login: 'x' }, 'text', null]) {
    assert.deepEqual(await refusal(body), [400, 'BODY_MALFORMED'])
  }
  assert.equal((await client.call('GET', '/nothing')).body.code, 'PAGE_NOT_FOUND')
})

test('one card logs in ten times in five minutes and not more', async () => {
  const card = await world.makePerson('何度も')
  const codes: unknown[] = []
  for (let i = 0; i < 11; i++) codes.push((await logInByApi(makeApiClient(world), card)).body.code)
  assert.deepEqual(codes, [...Array.from({ length: 10 }, () => undefined), 'TOO_MANY'])
})

test('without a revocation list nobody gets in', async () => {
  await using alone = await openTestPortal({
    mode: 'production',
    loadCrl: async () => {
      throw new Error('no route to host')
    },
  })
  const answered = await logInByApi(makeApiClient(alone), await alone.makePerson('閉'))
  assert.deepEqual([answered.status, answered.body.code], [503, 'LOGIN_REVOCATION_UNKNOWN'])
  alone.clock.advance(dayMs)
})
