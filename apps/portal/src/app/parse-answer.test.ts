import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseApiAnswer } from './parse-answer.ts'

const session = { channel: 'api', createdAt: '2026-11-22T06:00:00.000Z', lastSeenAt: '2026-11-22T06:00:00.000Z' }

test('a program that is older than its portal reads on when the portal says more than it did', () => {
  const known = { sessions: [{ ...session, isCurrent: true }] }
  assert.deepEqual(parseApiAnswer('Sessions', known), known)
  const more = { sessions: [{ ...session, isCurrent: true, place: { city: 'みほん市' } }], count: 1 }
  assert.deepEqual(parseApiAnswer('Sessions', more), known)
  assert.equal(more.count, 1)
})

test('what lacks something, or says it otherwise, is no answer', () => {
  for (const said of [undefined, null, [], {}, { sessions: [session] }, { sessions: [{ ...session, isCurrent: 1 }] }])
    assert.throws(() => parseApiAnswer('Sessions', said), { name: 'ZodError' })
})
