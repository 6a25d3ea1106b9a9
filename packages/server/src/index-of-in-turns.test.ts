import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { indexOfInTurns } from './index-of-in-turns.ts'

const mebi = 1024 * 1024

test('a search of twenty megabytes lets others have their turn at each half of one', async () => {
  let turns = 0
  let isOver = false
  const count = () => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  assert.equal(await indexOfInTurns(Buffer.alloc(20 * mebi, '\r\n'), { sought: Buffer.from('\r\n--q'), from: 0 }), -1)
  isOver = true
  assert.ok(turns >= 38, `${turns}`)
})

test('what is sought is found wherever it stands, also across the places where a turn is given', async () => {
  const place = fc.oneof(fc.integer({ min: mebi / 2 - 6, max: mebi / 2 + 6 }), fc.nat(2 * mebi - 6))
  await fc.assert(
    fc.asyncProperty(place, place, async (at, from) => {
      const held = Buffer.alloc(2 * mebi, '-')
      held.write('\r\n--q', at, 'latin1')
      const sought = Buffer.from('\r\n--q')
      assert.equal(await indexOfInTurns(held, { sought, from }), held.indexOf(sought, from))
    }),
    { numRuns: 30 },
  )
})
