import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { base64url, minuteMs } from '@madoguchi/kit'
import { logInByApi, makeApiClient, prepareLogIn } from '../testing/test-api-client.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } })

async function post(path: string, init: { headers: Record<string, string>; body: string }, address: string) {
  const response = await world.portal.fetch(
    new Request(testOrigin + path, { method: 'POST', ...init }),
    from(address) as unknown,
  )
  const { code } = (await response.json()) as { code: string }
  return code
}

test('whoever tries certificates without ever asking for a challenge is stopped, and nobody else is', async () => {
  const stranger = await world.makePerson('ためす人')
  const tried = await prepareLogIn(makeApiClient(world), stranger)
  const body = JSON.stringify({ ...tried, login: base64url.encode(new Uint8Array(32)) })
  const json = { headers: { 'content-type': 'application/json' }, body }
  const codes = await Promise.all(Array.from({ length: 320 }, () => post('/api/v1/sessions', json, '2001:db8::1')))
  assert.equal(codes.filter((code) => code === 'LOGIN_CHALLENGE_UNKNOWN').length, 300)
  assert.equal(codes.filter((code) => code === 'TOO_MANY').length, 20)
  const form = {
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: testOrigin, accept: 'application/json' },
    body: new URLSearchParams(tried).toString(),
  }
  assert.equal(await post('/login/card', form, '2001:db8::2'), 'TOO_MANY', 'nor by the page’s own call')
  assert.equal(await post('/login/card', form, '2001:db8:0:1::1'), 'LOGIN_CHALLENGE_UNKNOWN')
  const citizen = await world.makePerson('みほん太郎')
  assert.equal((await logInByApi(makeApiClient(world), citizen)).status, 201)
  world.clock.advance(5 * minuteMs)
  assert.equal(await post('/api/v1/sessions', json, '2001:db8::1'), 'LOGIN_CHALLENGE_UNKNOWN')
})
