import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Verdict } from './verdict.ts'
import { no, ok } from './verdict.ts'

function halve(value: number): Verdict<number, 'ODD'> {
  return value % 2 === 0 ? ok(value / 2) : no('ODD', { value })
}

test('gives a caller either the value or a code with its facts', () => {
  assert.deepEqual(halve(4), { ok: true, value: 2 })
  assert.deepEqual(halve(3), { ok: false, code: 'ODD', facts: { value: 3 } })
})

test('says yes without a value and no without facts', () => {
  assert.deepEqual(ok(), { ok: true, value: undefined })
  assert.deepEqual(no('ODD'), { ok: false, code: 'ODD', facts: {} })
})

test('keeps a value that is itself false, empty or a verdict', () => {
  for (const value of [false, 0, '', null, no('ODD')]) assert.deepEqual(ok(value), { ok: true, value })
})
