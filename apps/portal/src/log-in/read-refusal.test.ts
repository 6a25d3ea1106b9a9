import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRefusal } from './read-refusal.ts'
import { ja } from './words.ja.ts'

function codeOf(reason: string | null): string {
  const refused = readRefusal(reason)
  return refused.ok ? 'ok' : refused.code
}

test('whoever the registry refuses hears why: a revoked card, a holder nobody knows, and whatever else', () => {
  assert.equal(codeOf('CERT_REVOKED'), 'CERT_REVOKED')
  assert.equal(codeOf('HOLDER_UNKNOWN'), 'LOGIN_HOLDER_UNKNOWN')
  for (const reason of [null, '', 'STATEMENT_USED', 'toString', '__proto__'])
    assert.equal(codeOf(reason), 'LOGIN_REGISTRY_REFUSED')
})

test('a card whose holder nobody knows has one thing to do next, and in the sandbox whom to ask', () => {
  assert.match(ja.errors.LOGIN_HOLDER_UNKNOWN.body, /何も失われていません.*窓口/)
  assert.match(ja.errors.LOGIN_HOLDER_UNKNOWN.sandbox ?? '', /registry enrol/)
})
