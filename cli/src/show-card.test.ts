import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base64url } from '@madoguchi/kit'
import { showCard } from './show-card.ts'

test('the key that a card made is wiped once the portal has answered, also where it does not let us in', async () => {
  for (const answer of [async () => 'in', () => Promise.reject(new Error('refused'))]) {
    const wrappingKey = new Uint8Array(32).fill(7)
    const made = { certificate: Uint8Array.of(1), signature: Uint8Array.of(2), wrappingKey }
    let shown = ''
    const outcome = showCard(made, {
      login: 'lgn_1',
      async show(body) {
        shown = body.wrappingKey
        return answer()
      },
    })
    await outcome.catch((error: Error) => assert.equal(error.message, 'refused'))
    assert.equal(shown, base64url.encode(new Uint8Array(32).fill(7)))
    assert.deepEqual(wrappingKey, new Uint8Array(32))
  }
})
