import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { base64url } from './bytes.ts'
import { idPattern, makeId, makeIds, systemRandom } from './random.ts'

test('makes ids that say what they name and that no two share', () => {
  const ids = Array.from({ length: 1000 }, () => makeId('msg'))
  for (const id of ids) assert.match(id, /^msg_[A-Za-z0-9_-]{22}$/)
  assert.equal(new Set(ids).size, 1000)
})

test('writes into an id all 128 bits that it was given, for any prefix of two to eight letters', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.stringMatching(/^[a-z]{2,8}$/), (bytes, prefix) => {
      const id = makeId(prefix, { bytes: (length) => bytes.slice(0, length) })
      assert.match(id, idPattern)
      assert.deepEqual(base64url.decode(id.slice(prefix.length + 1)), bytes)
    }),
  )
})

test('draws many ids in one go, each as one alone would be', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 16, maxLength: 16 }), { maxLength: 50 }), (each) => {
      const drawn = Uint8Array.from(each.flatMap((bytes) => [...bytes]))
      const ids = makeIds('msg', each.length, { bytes: (length) => drawn.slice(0, length) })
      assert.deepEqual(
        ids,
        each.map((bytes) => makeId('msg', { bytes: () => bytes })),
      )
    }),
  )
})

test('knows an id from what only looks like one', () => {
  const tail = 'A'.repeat(22)
  assert.match(`exc_${tail}`, idPattern)
  const others = [
    `x_${tail}`,
    `Exc_${tail}`,
    `exc_${tail}A`,
    `exc-${tail}`,
    `exc_${tail.slice(1)}`,
    `exc_${tail}\n`,
    tail,
  ]
  for (const other of others) assert.doesNotMatch(other, idPattern)
})

test('gives as many bytes as were asked for', () => {
  for (const length of [0, 1, 16, 32]) assert.equal(systemRandom.bytes(length).length, length)
  assert.notDeepEqual(systemRandom.bytes(32), systemRandom.bytes(32))
})
