import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, hex, ok, utf8 } from '@madoguchi/kit'
import { countWiped, listWiped } from '@madoguchi/kit/testing'
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

/** How many of them held just this. */
const count = (wiped: readonly string[], secret: string) => countWiped(wiped, utf8.encode(secret))

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
  const half = (text: string) => hex.encode(utf8.encode(text.padEnd(16, '\0')))
  for (const [entry, made] of [
    ['abc-', 'ABC'],
    ['ABC', 'ABC'],
    ['abc123', 'ABC123'],
  ] as const)
    assert.ok((await listWiped(() => readSigningPassword(entry))).includes(half(made)), entry)
})

test('the signature from which a vault’s key is made stands in no array afterwards, nor does what the card answered', async () => {
  const signatures: Bytes[] = []
  const answers: Bytes[] = []
  const noting = async (command: Bytes) => {
    const isSignature = command[0] === 0x80
    const answer = await transmit(command)
    answers.push(answer)
    if (isSignature) signatures.push(answer.slice(0, -2))
    return answer
  }
  for (const run of [
    () => makeVaultKey(noting, { pin: '1234', origin, vaultSalt }),
    () => logIn(noting, { pin: '1234', origin, challenge, vaultSalt }),
  ]) {
    const wiped = await listWiped(run)
    const signature = signatures.at(-1) ?? assert.fail('nothing was signed')
    // As it was read, and as it was handed on.
    assert.equal(countWiped(wiped, signature), 1)
    assert.equal(countWiped(wiped, Uint8Array.from([...signature, 0x90, 0x00])), 1)
  }
  for (const answer of answers) assert.ok(answer.every((byte) => byte === 0))
})
