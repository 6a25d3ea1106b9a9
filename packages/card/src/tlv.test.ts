import assert from 'node:assert'
import { test } from 'node:test'
import { AppError, hex } from '@madoguchi/kit'
import fc from 'fast-check'
import { readVectors } from './read-vectors.fixture.ts'
import { readTlvHeader, readTlvList } from './tlv.ts'

type Case = { hex: string; list?: { tag: string; value: string }[]; error?: string }

for (const { name, comment, hex: text, list, error } of readVectors<Case>('element')) {
  test(`element ${name}: ${comment}`, () => {
    if (!list) return assert.throws(() => readTlvList(hex.decode(text)), { code: error })
    const expected = list.map(({ tag, value }) => ({ tag: Number.parseInt(tag, 16), value: hex.decode(value) }))
    assert.deepEqual(readTlvList(hex.decode(text)), expected)
  })
}

test('whatever bytes a card sends, elements are read or refused with the declared error', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    // Bytes that look like elements go deeper than noise does.
    fc
      .array(fc.constantFrom(0x30, 0xdf, 0x22, 0x00, 0x01, 0x03, 0x80, 0x81, 0x82, 0xff))
      .map((list) => Uint8Array.from(list)),
  )
  fc.assert(
    fc.property(bytes, (input) => {
      for (const read of [readTlvList, readTlvHeader]) {
        try {
          read(input)
        } catch (error) {
          assert(error instanceof AppError && error.code === 'CARD_ANSWER_MALFORMED')
        }
      }
    }),
  )
})
