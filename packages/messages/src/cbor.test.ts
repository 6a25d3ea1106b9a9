import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { encode } from 'cborg'
import fc from 'fast-check'
import type { CborReader } from './cbor.ts'
import { readBytesList, readCbor } from './cbor.ts'

function readAs<T>(text: string, take: (reader: CborReader) => T): T | undefined {
  return readCbor(hex.decode(text), take)
}
const count = (reader: CborReader) => reader.count()
const bytes = (reader: CborReader) => hex.encode(reader.bytes())
const text = (reader: CborReader) => reader.text(64)

test('reads the examples of RFC 8949 appendix A for the kinds we use', () => {
  const counts: [string, number][] = [
    ['00', 0],
    ['17', 23],
    ['1818', 24],
    ['18ff', 255],
    ['190100', 256],
    ['1903e8', 1000],
    ['1a000f4240', 1_000_000],
    ['1b000000e8d4a51000', 1_000_000_000_000],
    ['1b001fffffffffffff', Number.MAX_SAFE_INTEGER],
  ]
  for (const [encoded, value] of counts) assert.equal(readAs(encoded, count), value)
  assert.equal(readAs('40', bytes), '')
  assert.equal(readAs('4401020304', bytes), '01020304')
  assert.equal(readAs('6449455446', text), 'IETF')
  assert.equal(readAs('63e6b0b4', text), '水')
  assert.equal(
    readAs('f6', (reader) => reader.textOrNull(8)),
    null,
  )
  assert.equal(
    readAs('80', (reader) => reader.array(0)),
    0,
  )
})

test('refuses every longer way to write the same number', () => {
  for (const longer of ['1800', '1817', '190000', '1900ff', '1a0000ffff', '1b00000000ffffffff'])
    assert.equal(readAs(longer, count), undefined, longer)
  for (const longer of ['5801ff', '590001ff', '5b0000000000000001ff']) assert.equal(readAs(longer, bytes), undefined)
})

test('refuses floats, negatives, simple values, tags, indefinite lengths and numbers beyond 2^53', () => {
  for (const other of ['f90000', 'fa00000000', 'fb0000000000000000', '20', 'f4', 'f6', 'f7', 'c000', '1c', '1f'])
    assert.equal(readAs(other, count), undefined, other)
  for (const large of ['1b0020000000000000', '1bffffffffffffffff']) assert.equal(readAs(large, count), undefined)
  assert.equal(readAs('5f41ffff', bytes), undefined)
  assert.equal(readAs('7f6161ff', text), undefined)
})

test('refuses text that is empty, too long or not UTF-8, and keeps a byte order mark', () => {
  for (const bad of ['60', '62c328', '63eda080', '62c080', `7841${'61'.repeat(65)}`])
    assert.equal(readAs(bad, text), undefined, bad)
  assert.equal(readAs('63efbbbf', text), '\ufeff')
})

test('refuses whatever stands after the end and whatever ends too early', () => {
  assert.equal(readAs('0000', count), undefined)
  for (const early of ['', '18', '19ff', '41', '5affffffff', '5bffffffffffffffff', '5b001fffffffffffff00'])
    assert.equal(readAs(early, bytes), undefined, early)
})

test('refuses a list that is longer than it may be before it reads the first item', () => {
  let taken = 0
  const list = readAs('9b001fffffffffffff', (reader) => {
    const length = reader.array(256)
    taken += 1
    return length
  })
  assert.equal(list, undefined)
  assert.equal(taken, 0)
})

test('reads what an independent encoder writes', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 40 }), (list) => {
      const read = readCbor(encode(list), (reader) => readBytesList(reader, 40))
      assert.deepEqual(read, list)
    }),
  )
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), (number, word) => {
      const take = (reader: CborReader) => [reader.array(2), reader.count(), reader.text(1000)]
      assert.deepEqual(readCbor(encode([number, word]), take), [2, number, word])
    }),
  )
})

test('never throws on random bytes, and what it takes has no other encoding', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (random) => {
      const list = readCbor(random, (reader) => readBytesList(reader, 8))
      if (list !== undefined) assert.equal(hex.encode(encode(list)), hex.encode(random))
      const number = readCbor(random, count)
      if (number !== undefined) assert.equal(hex.encode(encode(number)), hex.encode(random))
    }),
    { numRuns: 2000 },
  )
})
