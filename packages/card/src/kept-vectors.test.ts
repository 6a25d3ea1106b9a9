import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { authenticationKeyFile } from './application.ts'
import { signWrappingKey } from './authentication-key.ts'
import type { StatementParts } from './statement.ts'
import { composeStatement } from './statement.ts'

function read<Vector>(name: string): Vector {
  const url = new URL(`../../../protocol/vectors/kept/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')) as Vector
}

test('a card makes the key of its vault again', async () => {
  const { origin, vaultSalt, digestInfo, signature, wrappingKey } =
    read<Record<'origin' | 'vaultSalt' | 'digestInfo' | 'signature' | 'wrappingKey', string>>('vault-wrapping-key')
  const card = {
    sign(keyFile: number, bytes: Uint8Array) {
      assert.deepEqual([keyFile, hex.encode(bytes)], [authenticationKeyFile, digestInfo])
      return Promise.resolve(hex.decode(signature))
    },
  }
  assert.equal(hex.encode(await signWrappingKey(card, origin, hex.decode(vaultSalt))), wrappingKey)
})

test('what a card signed for each purpose is composed again', () => {
  const { origin, challenge, cases } = read<
    Record<'origin' | 'challenge', string> & { cases: { purpose: StatementParts['purpose']; statement: string }[] }
  >('card-statement')
  for (const { purpose, statement } of cases) {
    assert.equal(hex.encode(composeStatement({ purpose, origin, challenge: hex.decode(challenge) })), statement)
  }
})
