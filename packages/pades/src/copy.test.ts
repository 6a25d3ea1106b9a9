import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attributeErrors, certErrors } from '@madoguchi/pki'
import { attributeCopy, documentCopy, verdictCopy } from './copy.ja.ts'
import { revocationErrors, signatureErrors, timeStampErrors, verdictErrors, verifyDocumentErrors } from './errors.ts'

test('every code that a report about a signature can carry has a sentence of its own, in Japanese, without the code', () => {
  const tables = [
    [verdictCopy, { ...signatureErrors, ...certErrors, ...timeStampErrors, ...revocationErrors, ...verdictErrors }],
    [attributeCopy, attributeErrors],
    [documentCopy, verifyDocumentErrors],
  ] as const
  for (const [copy, errors] of tables) {
    assert.deepEqual(Object.keys(copy).sort(), Object.keys(errors).sort())
    for (const [code, sentence] of Object.entries(copy)) {
      assert.match(sentence, /[\p{Script=Hiragana}\p{Script=Han}]{4}/u, code)
      assert.doesNotMatch(sentence, /[A-Z]+_[A-Z]+/, code)
    }
    assert.equal(new Set(Object.values(copy)).size, Object.keys(copy).length, 'two codes say the same')
  }
})
