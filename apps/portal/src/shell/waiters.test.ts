import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { makeWaiters } from './waiters.ts'

const longMs = 60_000

/** Somebody who waits until so many things are there, and counts how often they look. */
function makeOnlooker() {
  const seen = { things: 0, looks: 0 }
  const look = (wanted: number) => async () => {
    seen.looks++
    await turn()
    return seen.things >= wanted ? seen.things : undefined
  }
  return { seen, look }
}

test('whoever waits is woken by what comes, and looks no more often than that', async () => {
  const waiters = makeWaiters()
  const { seen, look } = makeOnlooker()
  const waiting = waiters.waitFor({ name: 'ask', timeoutMs: longMs, look: look(1) })
  await turn()
  await turn()
  waiters.wake('another')
  seen.things = 1
  waiters.wake('ask')
  assert.equal(await waiting, 1)
  assert.equal(seen.looks, 2)
})

test('what comes while somebody looks is not missed', async () => {
  const waiters = makeWaiters()
  let looks = 0
  const found = await waiters.waitFor({
    name: 'ask',
    timeoutMs: longMs,
    async look() {
      looks++
      // It came after the database had answered, and before we lay down again.
      if (looks === 1) waiters.wake('ask')
      return looks === 2 ? 'there' : undefined
    },
  })
  assert.deepEqual([found, looks], ['there', 2])
})

test('whoever gathers is woken once, as soon as all has come', async () => {
  const waiters = makeWaiters()
  const { seen, look } = makeOnlooker()
  const gather = () => ({ ms: longMs, count: 35 })
  const waiting = waiters.waitFor({ name: 'ask', timeoutMs: longMs, gather, look: look(35) })
  for (const count of [3, 1, 11, 20]) {
    await turn()
    await turn()
    seen.things += count
    waiters.wake('ask', count)
  }
  assert.equal(await waiting, 35)
  assert.equal(seen.looks, 2)
})

test('whoever gathers is told of a part of it when the rest stays away', async () => {
  const waiters = makeWaiters()
  const { seen, look } = makeOnlooker()
  const gather = () => ({ ms: 1, count: 35 })
  const waiting = waiters.waitFor({ name: 'ask', timeoutMs: longMs, gather, look: look(3) })
  await turn()
  await turn()
  seen.things = 3
  waiters.wake('ask', 3)
  assert.equal(await waiting, 3)
})

test('where nothing comes the wait ends, and the last look was at its end', async () => {
  const { seen, look } = makeOnlooker()
  assert.equal(await makeWaiters().waitFor({ name: 'ask', timeoutMs: 5, look: look(1) }), undefined)
  assert.ok(seen.looks >= 2)
})

test('two who wait for the same are both woken, and a look that fails leaves nobody behind', async () => {
  const waiters = makeWaiters()
  const one = makeOnlooker()
  const failing = waiters.waitFor({ name: 'ask', timeoutMs: longMs, look: () => Promise.reject(new Error('away')) })
  await assert.rejects(failing, /away/)
  const both = [1, 2].map(() => waiters.waitFor({ name: 'ask', timeoutMs: longMs, look: one.look(1) }))
  await turn()
  await turn()
  one.seen.things = 1
  waiters.wake('ask')
  assert.deepEqual(await Promise.all(both), [1, 1])
})
