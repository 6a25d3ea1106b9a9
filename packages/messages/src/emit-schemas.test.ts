import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { renderSchemas, schemaFolder } from './emit-schemas.main.ts'
import { messages } from './message/index.ts'

test('finds in protocol/schemas exactly what the definitions say (else: node packages/messages/src/emit-schemas.main.ts)', () => {
  const files = renderSchemas()
  assert.deepEqual(readdirSync(schemaFolder).sort(), [...files.keys()].sort())
  for (const [name, text] of files) assert.equal(readFileSync(new URL(name, schemaFolder), 'utf8'), text, name)
})

test('gives every message a name that is its own, a sentence, senders, receivers and a lifetime', () => {
  for (const [name, message] of Object.entries(messages)) {
    assert.equal(message.name, name)
    assert.match(message.purpose, /^[A-Z].*\.( ?.*\.)?$/, `${name}: the purpose is no sentence`)
    assert.ok(message.from.length > 0 && message.to.length > 0, name)
    assert.ok(message.lifetimeMs > 0 && message.lifetimeMs <= 30 * 24 * 3600 * 1000, name)
    for (const code of Object.keys(message.refusals)) assert.match(code, /^[A-Z][A-Z_]{2,40}$/)
  }
})
