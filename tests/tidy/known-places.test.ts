import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgePlaces } from './known-places.ts'
import { readRepository, sourcesOf } from './repository.ts'

const sources = sourcesOf(readRepository())

/** What the compiler cannot follow, each with its reason beside it. The list can only get shorter. */
const casts = {
  'packages/db/src/lend-clients.ts': 1,
  'packages/db/src/send-statement.ts': 1,
  'packages/delivery/src/delivery-of.ts': 1,
  'packages/forms/src/fields/field-kinds.ts': 1,
  'packages/party/src/config/config.ts': 2,
}

test('a type is talked out of what it is in six places, and in no test', () => {
  assert.deepEqual(judgePlaces(sources, { pattern: /\bas\s+unknown\s+as\b/, places: casts }), [])
})

test('a place that is new is found, and one that is gone', () => {
  const [source] = sourcesOf([
    { path: 'packages/kit/src/one.ts', text: "const a = b as unknown as C // as unknown as D\n'as unknown as E'" },
  ])
  assert.ok(source !== undefined)
  const pattern = /\bas\s+unknown\s+as\b/
  assert.deepEqual(judgePlaces([source], { pattern, places: { [source.path]: 1 } }), [])
  assert.equal(judgePlaces([source], { pattern, places: {} }).length, 1)
  assert.equal(judgePlaces([source], { pattern, places: { [source.path]: 1, 'packages/kit/src/two.ts': 1 } }).length, 1)
})
