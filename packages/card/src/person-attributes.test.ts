import assert from 'node:assert'
import { test } from 'node:test'
import { AppError, concat, hex, utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { readAttributes } from './person-attributes.ts'

function encode(fields: readonly (readonly [tag: string, value: string])[]) {
  const elements = fields.map(([tag, value]) => {
    const bytes = utf8.encode(value)
    return concat(hex.decode(tag), Uint8Array.of(bytes.length), bytes)
  })
  const content = concat(...elements)
  return concat(hex.decode('FF20'), Uint8Array.of(content.length), content)
}

const good = [
  ['DF22', '試験'],
  ['DF23', '東京都'],
  ['DF24', '19850401'],
  ['DF25', '1'],
] as const

test('the four attributes are found by tag, whatever their order', () => {
  const expected = { name: '試験', address: '東京都', birthDate: '1985-04-01', sex: '1' }
  assert.deepEqual(readAttributes(encode(good)), expected)
  assert.deepEqual(readAttributes(encode(good.toReversed())), expected)
})

test('a date of birth of which a part is unknown is read as far as it is known', () => {
  for (const [written, expected] of [
    ['19250000', '1925-00-00'],
    ['19250700', '1925-07-00'],
    ['1925    ', '1925-00-00'],
    ['00000000', '0000-00-00'],
  ] as const) {
    const file = encode([...good.slice(0, 2), ['DF24', written], ['DF25', '9']])
    assert.equal(readAttributes(file).birthDate, expected)
  }
})

test('attributes that are missing, doubled or not of their form are refused', () => {
  const bad = [
    encode(good.slice(1)),
    encode([...good, ['DF22', '別人']]),
    encode([...good.slice(0, 2), ['DF24', '1985-4-1'], ['DF25', '1']]),
    encode([...good.slice(0, 2), ['DF24', '昭和60年4月1日'], ['DF25', '1']]),
    encode([...good.slice(0, 2), ['DF24', ''], ['DF25', '1']]),
    encode([...good.slice(0, 3), ['DF25', '3']]),
    concat(encode(good), encode(good)),
    hex.decode('FF2005DF2202C3FF'),
    hex.decode('3000'),
    new Uint8Array(),
  ]
  for (const file of bad) assert.throws(() => readAttributes(file), { code: 'CARD_ANSWER_MALFORMED' })
})

test('whatever bytes the file holds, they are read or refused with the declared error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
      try {
        readAttributes(concat(hex.decode('FF20'), Uint8Array.of(bytes.length), bytes))
      } catch (error) {
        assert(error instanceof AppError && error.code === 'CARD_ANSWER_MALFORMED')
      }
    }),
  )
})
