import assert from 'node:assert'
import { test } from 'node:test'
import { base64, hex, no, ok } from '@madoguchi/kit'
import { type CardFile, openVirtualCard, type Quirks } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import type { Transmit } from './exchange.ts'
import { lookAtSecret, surveyCard } from './look.ts'

const file = makeTestCardFile()
const certificate = base64.decode(file.authentication.certificate)
const jpki = '00a4040c0ad392f000260100000001'
const attributes = '00a4040c0ad3921000310001010408'

function openCounted(change: Partial<CardFile> = {}, quirks: Partial<Quirks> = {}) {
  const card = openVirtualCard({ file: { ...file, ...change, quirks: { ...file.quirks, ...quirks } } })
  const sent: string[] = []
  const transmit: Transmit = (command) => {
    sent.push(hex.encode(command))
    return card.transmit(command)
  }
  return { sent, transmit }
}

test('the tries of each secret are known before it is asked for, in eight or nine commands, and nothing is tried', async () => {
  const secrets = { authentication: [3, 8], signing: [5, 8], attributes: [3, 9] } as const
  for (const [secret, [triesLeft, commands]] of Object.entries(secrets)) {
    const { sent, transmit } = openCounted()
    const look = await lookAtSecret(transmit, { secret: secret as keyof typeof secrets, checkCertificate: () => true })
    assert.deepEqual(look, ok({ certificate, triesLeft }))
    assert.equal(sent.length, commands, secret)
    assert(sent.every((command) => !command.startsWith('0020') || command.length === 8))
  }
})

test('an issuer that is not wanted is refused with nothing but its certificate read', async () => {
  const { sent, transmit } = openCounted()
  const look = await lookAtSecret(transmit, { secret: 'attributes', checkCertificate: () => false })
  assert.deepEqual(look, no('CARD_CERTIFICATE_REFUSED'))
  assert(!sent.some((command) => command.startsWith('0020') || command === attributes))
})

test('the card doctor learns what is on the card in 12 commands, whatever the habits of the card', async () => {
  const { sent, transmit } = openCounted()
  const expected = {
    applications: ['jpki', 'attributes'],
    authenticationCertificate: certificate,
    hasSigningCertificate: true,
    tries: { authentication: 3, signing: 5, attributes: 3 },
  }
  assert.deepEqual(await surveyCard(transmit), ok(expected))
  assert.equal(sent.length, 12)
  for (let bits = 0; bits < 8; bits++) {
    const quirks = {
      refusesExtendedLength: Boolean(bits & 1),
      refusesShortFileIds: Boolean(bits & 2),
      failsFirstCommand: Boolean(bits & 4),
    }
    assert.deepEqual(await surveyCard(openCounted({}, quirks).transmit), ok(expected))
  }
})

test('a child’s card has no signing certificate, and one whose PINs are blocked shows it', async () => {
  const child = await surveyCard(openCounted({ signing: null }).transmit)
  assert(child.ok)
  assert.equal(child.value.hasSigningCertificate, false)
  assert.deepEqual(child.value.tries, { authentication: 3, attributes: 3 })
  const authentication = { ...file.authentication, triesLeft: 0 }
  const blocked = await surveyCard(openCounted({ authentication }).transmit)
  assert(blocked.ok)
  assert.equal(blocked.value.tries.authentication, 0)
})

test('a card with one of the two applications tells of that one; with neither it is another card', async () => {
  const only = (kept: string): Transmit => {
    const { transmit } = openCounted()
    return async (command) => {
      const text = hex.encode(command)
      return text.startsWith('00a4040c') && text !== kept ? hex.decode('6A82') : transmit(command)
    }
  }
  const supplement = await surveyCard(only(attributes))
  assert.deepEqual(supplement, ok({ applications: ['attributes'], tries: { attributes: 3 } }))
  const withoutIt = await surveyCard(only(jpki))
  assert(withoutIt.ok)
  assert.deepEqual(withoutIt.value.applications, ['jpki'])
  assert.deepEqual(await surveyCard(only('')), no('CARD_NOT_JPKI'))
})
