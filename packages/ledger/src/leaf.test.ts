import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { encodeCanonical } from './canonical.ts'
import { makeEntry } from './leaf.ts'
import type { LedgerRecord } from './record.ts'

type Vector = { comment: string; record: LedgerRecord; salt: string; canonical: string; leaf: string; leafHash: string }
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../../protocol/vectors/kept/ledger-leaf.json', import.meta.url), 'utf8'),
) as Vector[]

test('one value has one encoding, whatever order its keys were written in', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean())), (record) => {
      const reversed = Object.fromEntries(Object.entries(record).reverse())
      assert.deepEqual(encodeCanonical(record), encodeCanonical(reversed))
      assert.deepEqual(JSON.parse(utf8.decode(encodeCanonical(record))), { ...record })
    }),
  )
})

test('refuses a number that would have two encodings, and a salt that is too short', () => {
  assert.throws(() => encodeCanonical({ at: 0.1 }), RangeError)
  assert.throws(() => encodeCanonical({ at: 2 ** 60 }), RangeError)
  const record = vectors[0]?.record ?? assert.fail()
  assert.throws(() => makeEntry(record, new Uint8Array(16)), RangeError)
})
