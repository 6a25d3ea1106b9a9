import assert from 'node:assert'
import { test } from 'node:test'
import fc from 'fast-check'
import { readVectors } from './read-vectors.fixture.ts'
import { readStatus } from './status.ts'

for (const { word, outcome, count, comment } of readVectors<{ word: string; outcome: string; count?: number }>(
  'status',
)) {
  test(`status ${word} is ${outcome}: ${comment}`, () => {
    const expected = count === undefined ? { word, outcome } : { word, outcome, count }
    assert.deepEqual(readStatus(Number.parseInt(word, 16)), expected)
  })
}

test('every status word has a name, and only 9000 is ok', () => {
  fc.assert(
    fc.property(fc.nat(0xffff), (number) => {
      assert.equal(readStatus(number).outcome === 'ok', number === 0x9000)
    }),
  )
})
