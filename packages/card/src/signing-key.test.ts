import assert from 'node:assert'
import { verify, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { base64, hex, no, ok, utf8 } from '@madoguchi/kit'
import { type CardFile, openVirtualCard } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import type { Transmit } from './exchange.ts'
import { signWithSigningKey } from './signing-key.ts'
import { readTries } from './tries.ts'

const file = makeTestCardFile()
const signing = file.signing ?? assert.fail()
const composed = utf8.encode('signed attributes of a whole document')
const options = { password: 'ABC123', compose: async () => ok(composed) }

function openCounted(change: Partial<CardFile> = {}) {
  const card = openVirtualCard({ file: { ...file, ...change } })
  const sent: string[] = []
  const transmit: Transmit = (command) => {
    sent.push(hex.encode(command))
    return card.transmit(command)
  }
  return { sent, transmit }
}

const commandsFor = (certificate: string) => Math.ceil(base64.decode(certificate).length / 256)

test('a document is signed with the signing key, whose certificate only the password opens', async () => {
  const { sent, transmit } = openCounted()
  const seen: string[] = []
  const result = await signWithSigningKey(transmit, {
    ...options,
    compose: async (certificate) => {
      seen.push(base64.encode(certificate))
      return ok(composed)
    },
  })
  assert(result.ok)
  assert.deepEqual(seen, [signing.certificate])
  const { publicKey } = new X509Certificate(base64.decode(signing.certificate))
  assert(verify('sha256', composed, publicKey, result.value.signature))
  // SELECT, tries, VERIFY, the certificate in blocks, sign.
  assert.equal(sent.length, 4 + commandsFor(signing.certificate))
  assert.equal(sent.length, 11)
})

test('with extended reads a signature takes five commands; looking at the issuer first adds the other certificate', async () => {
  const extended = openCounted()
  assert((await signWithSigningKey(extended.transmit, { ...options, readsExtended: true })).ok)
  assert.equal(extended.sent.length, 5)
  const looking = openCounted()
  assert((await signWithSigningKey(looking.transmit, { ...options, checkCertificate: () => true })).ok)
  assert.equal(looking.sent.length, 11 + commandsFor(file.authentication.certificate))
})

test('lower case and full width cost no try, and what can be no password never reaches the card', async () => {
  for (const password of ['abc123', 'ＡＢＣ１２３', 'ａｂｃ１２３']) {
    const { transmit } = openCounted({ signing: { ...signing, triesLeft: 2 } })
    assert((await signWithSigningKey(transmit, { ...options, password })).ok, password)
    assert.deepEqual(await readTries(transmit, 'signing'), ok({ triesLeft: 5 }))
  }
  const { sent, transmit } = openCounted()
  for (const password of ['', 'ABC12', 'ABC-123', 'パスワード1', 'A'.repeat(17)]) {
    assert.deepEqual(await signWithSigningKey(transmit, { ...options, password }), no('CARD_PIN_MALFORMED'))
  }
  assert.deepEqual(sent, [])
})

test('a wrong password is counted, the last try needs a yes, and a blocked one is not tried', async () => {
  const { transmit } = openCounted()
  const wrong = await signWithSigningKey(transmit, { ...options, password: 'WRONG1' })
  assert.deepEqual(wrong, no('CARD_PIN_WRONG', { triesBefore: 5, triesLeft: 4 }))
  const last = openCounted({ signing: { ...signing, triesLeft: 1 } })
  assert.deepEqual(
    await signWithSigningKey(last.transmit, options),
    no('CARD_LAST_TRY', { triesBefore: 1, triesLeft: 1 }),
  )
  const blocked = await signWithSigningKey(last.transmit, { ...options, password: 'WRONG1', acceptLastTry: true })
  assert.deepEqual(blocked, no('CARD_PIN_BLOCKED', { triesBefore: 1, triesLeft: 0 }))
  const again = await signWithSigningKey(last.transmit, { ...options, acceptLastTry: true })
  assert.deepEqual(again, no('CARD_PIN_BLOCKED', { triesBefore: 0, triesLeft: 0 }))
})

test('an issuer that is not wanted ends it before the password, and a refused document before the signature', async () => {
  const { sent, transmit } = openCounted()
  const refused = await signWithSigningKey(transmit, { ...options, checkCertificate: () => false })
  assert.deepEqual(refused, no('CARD_CERTIFICATE_REFUSED'))
  assert.equal(sent.filter((command) => command.startsWith('0020')).length, 0)
  const late = await signWithSigningKey(transmit, { ...options, compose: async () => no('DOCUMENT_MALFORMED') })
  assert.deepEqual(late, no('DOCUMENT_MALFORMED'))
  assert.equal(sent.filter((command) => command.startsWith('802a')).length, 0)
})

test('a child’s card, which has no signing certificate, says so', async () => {
  const { transmit } = openCounted({ signing: null })
  assert.deepEqual(await signWithSigningKey(transmit, options), no('CARD_NO_SUCH_PIN'))
  assert.deepEqual(await readTries(transmit, 'signing'), no('CARD_NO_SUCH_PIN'))
})
