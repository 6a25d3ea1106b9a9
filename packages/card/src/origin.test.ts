import assert from 'node:assert'
import { test } from 'node:test'
import { no, ok } from '@madoguchi/kit'
import fc from 'fast-check'
import { checkOrigin } from './origin.ts'
import { readVectors } from './read-vectors.fixture.ts'

for (const { name, comment, origin, isAccepted } of readVectors<{ origin: string; isAccepted: boolean }>('origin')) {
  test(`origin ${name}: ${comment}`, () => {
    assert.deepEqual(checkOrigin(origin), isAccepted ? ok(origin) : no('CARD_ORIGIN_REFUSED'))
  })
}

test('whatever a page claims as its origin, it is accepted only as a browser would write it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
      const accepted = checkOrigin(text)
      if (accepted.ok) assert.equal(new URL(text).origin, text)
    }),
  )
})
