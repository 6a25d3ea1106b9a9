import assert from 'node:assert'
import { test } from 'node:test'
import { hex, no, sha256, utf8 } from '@madoguchi/kit'
import { openVirtualCard } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import type { Transmit } from './exchange.ts'
import { logIn } from './log-in.ts'
import { readPersonAttributes } from './person-attributes.ts'
import { encodeDigestInfo } from './statement.ts'
import { makeVaultKey } from './vault-key.ts'

const file = makeTestCardFile()
const origin = 'https://portal.example'
const vaultSalt = new Uint8Array(32).fill(8)
const options = { pin: '1234', origin, vaultSalt }

function openCounted() {
  const card = openVirtualCard({ file })
  const sent: string[] = []
  const transmit: Transmit = (command) => {
    sent.push(hex.encode(command))
    return card.transmit(command)
  }
  return { sent, transmit }
}

test('the vault’s key is made again with ten commands, and is the one of the log-in', async () => {
  const { sent, transmit } = openCounted()
  const again = await makeVaultKey(transmit, options)
  assert(again.ok)
  assert.equal(sent.length, 10)
  const loggedIn = await logIn(transmit, { ...options, challenge: new Uint8Array(32).fill(7) })
  assert(loggedIn.ok)
  assert.deepEqual(again.value.wrappingKey, loggedIn.value.wrappingKey)
  assert.deepEqual(again.value.certificate, loggedIn.value.certificate)
})

test('the vault statement is all that is signed for it', async () => {
  const { sent, transmit } = openCounted()
  assert((await makeVaultKey(transmit, options)).ok)
  const statement = [utf8.encode('madoguchi/1/vault'), utf8.encode(origin), vaultSalt].map((part) => sha256(part))
  const signed = sent.filter((command) => command.startsWith('802a'))
  assert.deepEqual(signed, [`802a009733${hex.encode(encodeDigestInfo(Uint8Array.from(Buffer.concat(statement))))}00`])
})

test('what is not well formed does not reach the card', async () => {
  const { sent, transmit } = openCounted()
  assert.deepEqual(await makeVaultKey(transmit, { ...options, pin: '12345' }), no('CARD_PIN_MALFORMED'))
  assert.deepEqual(await makeVaultKey(transmit, { ...options, origin: 'null' }), no('CARD_ORIGIN_REFUSED'))
  const short = { ...options, vaultSalt: vaultSalt.slice(1) }
  assert.deepEqual(await makeVaultKey(transmit, short), no('CARD_CHALLENGE_MALFORMED'))
  assert.deepEqual(sent, [])
})

test('the attributes, too, are read only from a card whose issuer is wanted', async () => {
  const { sent, transmit } = openCounted()
  const refused = await readPersonAttributes(transmit, { pin: '5678', checkCertificate: () => false })
  assert.deepEqual(refused, no('CARD_CERTIFICATE_REFUSED'))
  assert.equal(sent.filter((command) => command.startsWith('0020')).length, 0)
  sent.length = 0
  assert((await readPersonAttributes(transmit, { pin: '5678', checkCertificate: () => true })).ok)
  assert.equal(sent.length, 11)
})
