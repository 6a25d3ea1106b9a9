import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeDice } from '../faults/dice.ts'
import type { Timed } from './score-times.ts'
import { scoreTimes } from './score-times.ts'

const labels = ['protected', 'unknown', 'no-data']

/** Times as a busy machine has them, with some far out; `later` is added where somebody is protected. */
function draw(seed: number, later: number): Timed[] {
  const dice = makeDice(seed)
  const noise = () => 40 + 30 * dice.roll() + (dice.below(20) === 0 ? 400 * dice.roll() : 0)
  return Array.from({ length: 120 }, (_, i) => {
    const label = labels[i % 3] as string
    return { label, times: { ask: noise(), closed: noise() + (label === 'protected' ? later : 0), mail: noise() } }
  })
}

test('a clock beside the page finds thirty milliseconds among three times that much noise', () => {
  const { low } = scoreTimes(draw(5, 30))
  assert.ok(low > 1 / 3, String(low))
})

test('and finds nothing where there is nothing: of a hundred tries hardly any is off', () => {
  const scores = Array.from({ length: 100 }, (_, seed) => scoreTimes(draw(seed, 0)))
  const off = scores.filter(({ low, high }) => low > 1 / 3 || high < 1 / 3).length
  const shares = scores.reduce((sum, { right, tries }) => sum + right / tries, 0) / scores.length
  assert.ok(off <= 5, String(off))
  assert.ok(Math.abs(shares - 1 / 3) < 0.03, String(shares))
})
