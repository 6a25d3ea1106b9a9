import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { hashDeskToken } from './tokens.ts'

const at = new URL('../../../../protocol/vectors/kept/desk-token.json', import.meta.url)
const { token, hash } = JSON.parse(readFileSync(at, 'utf8')) as { token: string; hash: string }

test('a session, an invitation and a challenge are found again by the token that was given out', () => {
  assert.equal(hex.encode(hashDeskToken(token)), hash)
})
