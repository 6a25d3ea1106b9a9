import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percentileOf } from './percentile.ts'

test('a percentile is the value that so many do not exceed, in any order', () => {
  const values = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1)
  assert.deepEqual(
    [0, 0.5, 0.95, 1].map((share) => percentileOf(values, share)),
    [1, 50, 95, 100],
  )
})

test('one value is every percentile of itself, and of nothing there is none', () => {
  assert.equal(percentileOf([7], 0.95), 7)
  assert.ok(Number.isNaN(percentileOf([], 0.5)))
})
