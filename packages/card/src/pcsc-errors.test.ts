import assert from 'node:assert'
import { test } from 'node:test'
import { translatePcscError } from './pcsc-errors.ts'

test('what PC/SC calls by its names becomes a code with somebody’s move', () => {
  const names = {
    RemovedCard: 'CARD_REMOVED',
    ReaderUnavailable: 'CARD_NO_READER',
    UnknownReader: 'CARD_NO_READER',
    SharingViolation: 'CARD_BUSY',
    ResetCard: 'CARD_BUSY',
    NoReadersAvailable: 'CARD_NO_READER',
    NoService: 'CARD_READER_FAILED',
    InsufficientBuffer: 'CARD_READER_FAILED',
  }
  for (const [reason, code] of Object.entries(names)) {
    const cause = Object.assign(new Error('native'), { code: reason })
    const error = translatePcscError(cause, 'transmit')
    assert.equal(error.code, code)
    assert.deepEqual(error.facts, { step: 'transmit', reason })
    assert.equal(error.cause, cause)
  }
})

test('an error without a name, or with a strange one, keeps its words to itself', () => {
  for (const cause of [new Error('x'), 'text', null, { code: 7 }, { code: '00 20 00 80' }]) {
    assert.deepEqual(translatePcscError(cause, 'connect').facts, { step: 'connect', reason: 'Unknown' })
  }
})
