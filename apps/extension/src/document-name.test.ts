import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cleanName } from './document-name.ts'

test('a citizen reads the name of the document as it was given', () => {
  assert.equal(cleanName('児童手当 認定請求書.pdf'), '児童手当 認定請求書.pdf')
})

test('a name cannot pretend to be another by turning its letters around, or be nothing', () => {
  assert.equal(cleanName('請求書\u202efdp.exe'), '請求書 fdp.exe')
  assert.equal(cleanName('\u200b\n'), '(名前のない文書)')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => assert.doesNotMatch(cleanName(name), /^$|[\p{C}\n]/u)))
})
