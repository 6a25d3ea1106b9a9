import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aessiv } from '@noble/ciphers/aes.js'
import fc from 'fast-check'
import { blockSizeBytes, makeBlockSiv } from './link-codes-siv.ts'

const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size })
const texts = fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 4 })

test('seals and opens a block as AES-SIV does, whatever key and associated data', () => {
  fc.assert(
    fc.property(
      bytes(64),
      texts,
      fc.array(bytes(blockSizeBytes), { minLength: 1, maxLength: 5 }),
      (key, texts, blocks) => {
        const siv = makeBlockSiv(key, texts)
        for (const block of blocks) {
          const sealed = aessiv(key, ...texts).encrypt(block)
          assert.deepEqual(siv.encrypt(block), sealed)
          assert.deepEqual(siv.decrypt(sealed), block)
        }
      },
    ),
  )
})

test('opens nothing that AES-SIV does not open: another key, other data, a changed bit, another size', () => {
  fc.assert(
    fc.property(bytes(64), texts, bytes(blockSizeBytes), fc.nat(32 * 8 - 1), (key, texts, block, bit) => {
      const sealed = makeBlockSiv(key, texts).encrypt(block)
      const changed = Uint8Array.from(sealed, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      const otherKey = Uint8Array.from(key, (byte, i) => (i === bit >> 2 ? byte ^ 1 : byte))
      assert.equal(makeBlockSiv(key, texts).decrypt(changed), undefined)
      assert.equal(makeBlockSiv(otherKey, texts).decrypt(sealed), undefined)
      assert.equal(makeBlockSiv(key, [...texts, block]).decrypt(sealed), undefined)
      for (const other of [sealed.slice(0, 31), Uint8Array.of(...sealed, 0), new Uint8Array(0)])
        assert.equal(makeBlockSiv(key, texts).decrypt(other), undefined)
    }),
  )
})

test('changes nothing of what it is given', () => {
  const block = new Uint8Array(blockSizeBytes).fill(7)
  const siv = makeBlockSiv(new Uint8Array(64).fill(3), [Uint8Array.of(1)])
  const sealed = siv.encrypt(block)
  const copy = Uint8Array.from(sealed)
  siv.decrypt(sealed)
  assert.deepEqual([block, sealed], [new Uint8Array(blockSizeBytes).fill(7), copy])
})
