import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { base64 } from '@madoguchi/kit'
import { judge } from './judge.fixture.ts'
import type { Requirements } from './requirements.ts'

type Vector = {
  readonly title: string
  readonly verdict: { readonly ok: boolean; readonly code?: string; readonly step?: string }
  readonly at: string
  readonly requirements: Requirements
  readonly leaf: string
  readonly intermediates: readonly string[]
  readonly anchors: readonly string[]
  readonly crl?: string
}

const file = new URL('../../../protocol/vectors/pki/paths.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Vector[] }

for (const vector of cases) {
  test(`vector: ${vector.title}`, () => {
    const verdict = judge({
      leaf: base64.decode(vector.leaf),
      intermediates: vector.intermediates.map(base64.decode),
      anchors: vector.anchors.map(base64.decode),
      at: new Date(vector.at),
      requirements: vector.requirements,
      crl: vector.crl === undefined ? undefined : base64.decode(vector.crl),
    })
    assert.equal(verdict.ok, vector.verdict.ok)
    if (!verdict.ok) {
      assert.equal(verdict.code, vector.verdict.code)
      assert.equal(verdict.facts.step, vector.verdict.step)
    }
  })
}

test('the vectors hold no private key', () => {
  assert.doesNotMatch(readFileSync(file, 'utf8'), /PRIVATE KEY/)
  assert.ok(cases.length >= 20)
})
