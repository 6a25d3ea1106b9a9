import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, hex, ok, utf8 } from '@madoguchi/kit'
import { openVirtualCard } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import { logIn } from './log-in.ts'
import { readPersonAttributes } from './person-attributes.ts'
import { readPin } from './pin.ts'
import { signWithSigningKey } from './signing-key.ts'
import { readSigningPassword } from './signing-password.ts'
import { makeVaultKey } from './vault-key.ts'

const file = makeTestCardFile()
const { transmit } = openVirtualCard({ file })
const origin = 'https://portal.example'
const [challenge, vaultSalt] = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(8)]

/** What arrays held that were filled with zeros while something ran. Nothing of it is changed. */
async function listWiped(run: () => unknown): Promise<string[]> {
  const { fill } = Uint8Array.prototype
  const wiped: string[] = []
  Uint8Array.prototype.fill = function (this: Uint8Array, ...given) {
    if (given[0] === 0) wiped.push(hex.encode(this))
    return fill.apply(this, given)
  } as typeof fill
  try {
    await run()
  } finally {
    Uint8Array.prototype.fill = fill
  }
  return wiped
}

/** How many of them held just this. */
const count = (wiped: readonly string[], secret: string) =>
  wiped.filter((one) => one === hex.encode(utf8.encode(secret))).length

test('of a PIN or password that was typed no copy is left: neither what was read nor what it was made into', async () => {
  for (const [what, pin, run] of [
    ['a log-in', '1234', () => logIn(transmit, { pin: '1234', origin, challenge, vaultSalt })],
    ['the key of a vault', '1234', () => makeVaultKey(transmit, { pin: '1234', origin, vaultSalt })],
    ['names and address', '5678', () => readPersonAttributes(transmit, { pin: '5678' })],
    [
      'a document',
      'ABC123',
      () => signWithSigningKey(transmit, { password: 'ABC123', compose: async () => ok(challenge) }),
    ],
  ] as const) {
    const wiped = await listWiped(run)
    assert.equal(count(wiped, pin), 2, what)
  }
})

test('what was read of a PIN or password is wiped also where it is refused', async () => {
  for (const [secret, read] of [
    ['12a4', readPin],
    ['１２', readPin],
    ['12345', readPin],
    ['abc-', readSigningPassword],
  ] as [string, (entry: string | Bytes) => unknown][])
    assert.ok(count(await listWiped(() => read(secret)), secret) >= 1, secret)
  assert.ok((await listWiped(() => readPin('12a4'))).includes('31320000'), 'what was made of it so far')
})
