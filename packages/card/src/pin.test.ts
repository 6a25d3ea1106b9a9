import assert from 'node:assert'
import { test } from 'node:test'
import { hex, no, ok, utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { readPin } from './pin.ts'
import { readVectors } from './read-vectors.fixture.ts'

for (const { name, comment, entry, pin } of readVectors<{ entry: string; pin?: string }>('pin')) {
  test(`PIN ${name}: ${comment}`, () => {
    const expected = pin === undefined ? no('CARD_PIN_MALFORMED') : ok(hex.decode(pin))
    assert.deepEqual(readPin(entry), expected)
    assert.deepEqual(readPin(utf8.encode(entry)), expected)
  })
}

test('whatever is typed, what comes out is four digits or nothing', () => {
  const entry = fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 14 }))
  fc.assert(
    fc.property(entry, (typed) => {
      const pin = readPin(typed)
      if (pin.ok) assert.match(utf8.decode(pin.value), /^[0-9]{4}$/)
    }),
  )
})

test('bytes that the caller typed into stay the caller’s to wipe', () => {
  const typed = utf8.encode('1234')
  readPin(typed)
  assert.equal(utf8.decode(typed), '1234')
})
