import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError, toWire } from './errors.ts'

test('carries a code, facts and the cause', () => {
  const cause = new RangeError('too far')
  const error = new AppError('CARD_READER_FAILED', 'The reader is gone.', { facts: { slot: 1 }, cause })
  assert.ok(error instanceof Error)
  assert.equal(error.name, 'AppError')
  assert.equal(error.message, 'The reader is gone.')
  assert.equal(error.code, 'CARD_READER_FAILED')
  assert.deepEqual(error.facts, { slot: 1 })
  assert.equal(error.cause, cause)
})

test('has no cause and no facts where none were given', () => {
  const error = new AppError('X', 'Y.')
  assert.equal('cause' in error, false)
  assert.deepEqual(error.facts, {})
})

test('lets code, facts and request id cross a process, and neither sentence, stack nor cause', () => {
  const error = new AppError('CARD_PIN_WRONG', 'The PIN was wrong.', { facts: { triesLeft: 2 }, cause: new Error('x') })
  assert.deepEqual(toWire(error, 'req_1'), { code: 'CARD_PIN_WRONG', facts: { triesLeft: 2 }, requestId: 'req_1' })
})

test('says INTERNAL of everything else that was thrown', () => {
  const lookalike = { name: 'AppError', code: 'CARD_PIN_WRONG', facts: { name: 'x' } }
  for (const thrown of [new Error('select * from people'), new TypeError('x'), 'text', undefined, null, lookalike])
    assert.deepEqual(toWire(thrown, 'req_1'), { code: 'INTERNAL', facts: {}, requestId: 'req_1' })
})
