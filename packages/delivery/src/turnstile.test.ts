import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTurnstile } from './turnstile.ts'

test('two of one name are in at a time, others beside them, and who leaves makes room', () => {
  const turnstile = makeTurnstile(2)
  const first = turnstile.enter('a')
  assert.ok(first && turnstile.enter('a'))
  assert.equal(turnstile.enter('a'), undefined)
  assert.ok(turnstile.enter('b'))
  first[Symbol.dispose]()
  assert.ok(turnstile.enter('a'))
  assert.equal(turnstile.enter('a'), undefined)
})
