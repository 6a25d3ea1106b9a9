import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hex, utf8 } from '@madoguchi/kit'
import { encodeCanonical } from './canonical.ts'
import { makeEntry } from './leaf.ts'
import type { LedgerRecord } from './record.ts'

type Vector = { comment: string; record: LedgerRecord; salt: string; canonical: string; leaf: string; leafHash: string }
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../../protocol/vectors/kept/ledger-leaf.json', import.meta.url), 'utf8'),
) as Vector[]

for (const vector of vectors) {
  test(`leaf vector: ${vector.comment}`, () => {
    const entry = makeEntry(vector.record, hex.decode(vector.salt))
    assert.equal(utf8.decode(encodeCanonical(vector.record)), vector.canonical)
    assert.equal(hex.encode(entry.leaf), vector.leaf)
    assert.equal(hex.encode(entry.leafHash), vector.leafHash)
  })
}
