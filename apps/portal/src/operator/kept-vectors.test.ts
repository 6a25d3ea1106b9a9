import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { hashWord } from './operator-sessions.ts'

test('a word of the operator is found', () => {
  const url = new URL('../../../../protocol/vectors/kept/found-by.json', import.meta.url)
  const { operatorWord } = JSON.parse(readFileSync(url, 'utf8')) as { operatorWord: { text: string; hash: string } }
  assert.equal(hex.encode(hashWord(operatorWord.text)), operatorWord.hash)
})
