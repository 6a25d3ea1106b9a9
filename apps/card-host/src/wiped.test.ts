import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base64url, utf8 } from '@madoguchi/kit'
import { countWiped, listWiped } from '@madoguchi/kit/testing'
import { parseCardFile } from '@madoguchi/virtual-card'
import { makeSlot } from './testing/card-without-reader.fixture.ts'
import { issueCard } from './testing/issued-card.fixture.ts'
import { withHost } from './testing/speak.fixture.ts'

const file = parseCardFile(await issueCard())
const origin = 'https://portal.example'
const challenge = base64url.encode(new Uint8Array(32).fill(7))
const vaultSalt = base64url.encode(new Uint8Array(32).fill(8))
const given = { mode: 'sandbox', origin, vaultSalt, pin: '1234', acceptLastTry: false }

test('a PIN that came over the pipe stands in none of its bytes: not as they came, not gathered, not as they are read', async () => {
  await withHost({ slot: makeSlot(file).slot }, async ({ sendRaw }) => {
    for (const message of [
      { id: 1, op: 'vault-key', ...given },
      { id: 2, op: 'vault-key', ...given, unknown: 'so it is refused' },
    ]) {
      const wiped = await listWiped(() => sendRaw(message))
      assert.equal(countWiped(wiped, utf8.encode(JSON.stringify(message))), 3, String(message.id))
    }
  })
})

test('the key of a vault is left in no array of the host once its answer is written', async () => {
  await withHost({ slot: makeSlot(file).slot }, async ({ ask }) => {
    for (const [op, request] of [
      ['log-in', { ...given, challenge }],
      ['vault-key', given],
    ] as const) {
      let key: Uint8Array | undefined
      const wiped = await listWiped(async () => {
        const made = await ask(op, request)
        assert(made.ok && 'wrappingKey' in made.value)
        key = base64url.decode(made.value.wrappingKey)
      })
      assert.equal(countWiped(wiped, key ?? assert.fail('no key')), 1, op)
    }
  })
})
