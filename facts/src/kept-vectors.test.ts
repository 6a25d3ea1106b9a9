import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { utf8 } from '@madoguchi/kit'
import { readFacts, signFacts } from './index.ts'

type Vector = { readonly privateKeyPem: string; readonly accepted: readonly { comment: string; file: string }[] }
const path = new URL('../../protocol/vectors/kept/facts.json', import.meta.url)
const { privateKeyPem, accepted } = JSON.parse(readFileSync(path, 'utf8')) as Vector

test('facts that were signed are believed, and signed again to the byte', () => {
  const key = createPrivateKey(privateKeyPem)
  for (const { file, comment } of accepted) {
    const read = readFacts(utf8.encode(file), createPublicKey(key))
    assert.ok(read.ok, comment)
    assert.equal(utf8.decode(signFacts(read.value, key)), file, comment)
  }
})
