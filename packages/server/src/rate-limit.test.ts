import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTestClock } from '@madoguchi/kit'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { findClientAddress } from './client-address.ts'
import { rateLimit } from './rate-limit.ts'
import type { Refuse } from './refuse.ts'
import type { WebEnv } from './request-context.ts'

const refuse: Refuse = (c, code, facts) => c.json({ code, facts }, 429)

function makeLimited(keysMax?: number): {
  ask(who?: string): Promise<Response>
  clock: ReturnType<typeof makeTestClock>
} {
  const clock = makeTestClock('2026-11-22T00:00:00Z')
  const app = new Hono<WebEnv>()
  app.use(rateLimit({ key: (c) => c.req.header('who'), limit: 2, windowMs: 60_000, clock, refuse, keysMax }))
  app.get('/', (c) => c.text('ok'))
  return { clock, ask: async (who) => app.request('/', who === undefined ? {} : { headers: { who } }) }
}

test('the third request in a minute waits, the next minute is free, others are not touched', async () => {
  const { ask, clock } = makeLimited()
  assert.equal((await ask('a')).status, 200)
  clock.advance(30_500)
  assert.equal((await ask('a')).status, 200)
  const refused = await ask('a')
  assert.equal(refused.status, 429)
  assert.equal(refused.headers.get('retry-after'), '30')
  assert.deepEqual(await refused.json(), { code: 'TOO_MANY_REQUESTS', facts: { retryAfterS: 30 } })
  assert.equal((await ask('b')).status, 200)
  clock.advance(29_500)
  assert.equal((await ask('a')).status, 200)
})

test('a request without a key is not counted', async () => {
  const { ask } = makeLimited()
  for (let i = 0; i < 5; i++) assert.equal((await ask()).status, 200)
})

test('a flood of keys forgets the oldest window and no other', async () => {
  const { ask } = makeLimited(3)
  for (const who of ['a', 'a', 'b', 'b', 'c', 'd']) await ask(who)
  assert.equal((await ask('b')).status, 429)
  assert.equal((await ask('a')).status, 200)
})

test('an address is believed only from our own socket or our own proxies', () => {
  const at = (remoteAddress: string | undefined, forwarded: string | undefined, proxyHops: number) =>
    findClientAddress(
      { env: { incoming: { socket: { remoteAddress } } }, req: { header: () => forwarded } } as unknown as Context,
      { proxyHops },
    )
  assert.equal(at('192.0.2.1', '10.0.0.1', 0), '192.0.2.1')
  assert.equal(at('127.0.0.1', 'forged, 192.0.2.7', 1), '192.0.2.7')
  assert.equal(at('127.0.0.1', '192.0.2.7, 10.0.0.2', 2), '192.0.2.7')
  assert.equal(at('127.0.0.1', undefined, 1), undefined)
  assert.equal(at('127.0.0.1', '<script>', 1), undefined)
  assert.equal(at('127.0.0.1', '192.0.2.7', 2), undefined)
  assert.equal(at('::ffff:192.0.2.1', undefined, 0), '192.0.2.1')
  assert.equal(at('2001:db8:1:2:3:4:5:6', undefined, 0), '2001:db8:1:2::/64')
  assert.equal(at('2001:db8::6', undefined, 0), '2001:db8:0:0::/64')
  assert.equal(at('::1', undefined, 0), '0:0:0:0::/64')
  assert.equal(
    findClientAddress({ env: undefined, req: { header: () => undefined } } as unknown as Context, { proxyHops: 0 }),
    undefined,
  )
})
