import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTestClock } from '@madoguchi/kit'
import { Hono } from 'hono'
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
