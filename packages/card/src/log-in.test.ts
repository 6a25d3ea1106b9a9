import assert from 'node:assert'
import { hkdfSync, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { AppError, type Bytes, base64, hex, no, ok, utf8 } from '@madoguchi/kit'
import { type CardFile, openVirtualCard, type Quirks } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import { cardError } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { logIn } from './log-in.ts'
import { readPersonAttributes } from './person-attributes.ts'
import { verifyStatement } from './statement.ts'
import { readTries } from './tries.ts'

const file = makeTestCardFile()
const origin = 'https://portal.example'
const challenge = new Uint8Array(32).fill(7)
const vaultSalt = new Uint8Array(32).fill(8)
const options = { pin: '1234', origin, challenge }
const { publicKey } = new X509Certificate(base64.decode(file.authentication.certificate))

function openCounted(change: { quirks?: Partial<Quirks>; file?: CardFile } = {}) {
  const card = openVirtualCard({ file: { ...(change.file ?? file), quirks: { ...file.quirks, ...change.quirks } } })
  const sent: string[] = []
  const transmit: Transmit = (command) => {
    sent.push(hex.encode(command))
    return card.transmit(command)
  }
  return { card, sent, transmit }
}

async function assertLogsIn(transmit: Transmit, extra: { readsExtended?: boolean } = {}) {
  const result = await logIn(transmit, { ...options, ...extra })
  assert(result.ok)
  assert.equal(base64.encode(result.value.certificate), file.authentication.certificate)
  const { signature } = result.value
  assert(verifyStatement({ publicKey, signature, purpose: 'login', origin, challenge }))
}

test('a citizen logs in with ten commands, and eleven bring the vault too', async () => {
  const { sent, transmit } = openCounted()
  await assertLogsIn(transmit)
  assert.equal(sent.length, 10)
  sent.length = 0
  assert((await logIn(transmit, { ...options, vaultSalt })).ok)
  assert.equal(sent.length, 11)
})

test('with extended reads a log-in takes five commands', async () => {
  const { sent, transmit } = openCounted()
  await assertLogsIn(transmit, { readsExtended: true })
  assert.equal(sent.length, 5)
})

test('a card without short file ids is asked once per form and then has its files selected', async () => {
  const { sent, transmit } = openCounted({ quirks: { refusesShortFileIds: true } })
  await assertLogsIn(transmit)
  assert.equal(sent.filter((command) => command.startsWith('00a402')).length, 3)
  assert.equal(sent.length, 16)
})

test('every combination of quirks of the card still lets the citizen in', async () => {
  for (let bits = 0; bits < 16; bits++) {
    const quirks = {
      refusesExtendedLength: Boolean(bits & 1),
      refusesShortFileIds: Boolean(bits & 2),
      failsFirstCommand: Boolean(bits & 4),
      saysBlockedAs6983: Boolean(bits & 8),
    }
    const { transmit } = openCounted({ quirks })
    await assertLogsIn(transmit, { readsExtended: true })
  }
})

test('the same card makes the same wrapping key again, and another salt or origin another', async () => {
  const { transmit } = openCounted()
  async function getKey(change: { vaultSalt?: Bytes; origin?: string } = {}) {
    const result = await logIn(transmit, { ...options, vaultSalt, ...change })
    assert(result.ok && result.value.wrappingKey)
    return hex.encode(result.value.wrappingKey)
  }
  const key = await getKey()
  assert.equal(key.length, 64)
  assert.equal(await getKey(), key)
  assert.notEqual(await getKey({ vaultSalt: challenge }), key)
  assert.notEqual(await getKey({ origin: 'https://other.example' }), key)
})

test('the wrapping key is HKDF over the vault signature, which is not handed out', async () => {
  const { transmit } = openCounted()
  const asVault = { purpose: 'vault', origin, challenge: vaultSalt, publicKey } as const
  let vaultSignature: Bytes = new Uint8Array()
  const result = await logIn(
    async (command) => {
      const answer = await transmit(command)
      if (answer.length === 258) {
        const candidate = answer.slice(0, 256)
        if (verifyStatement({ ...asVault, signature: candidate })) vaultSignature = candidate
      }
      return answer
    },
    { ...options, vaultSalt },
  )
  assert(result.ok)
  const info = utf8.encode('madoguchi/1/vault-wrap')
  assert.deepEqual(result.value.wrappingKey, new Uint8Array(hkdfSync('sha256', vaultSignature, vaultSalt, info, 32)))
  assert.deepEqual(Object.keys(result.value).sort(), ['certificate', 'signature', 'wrappingKey'])
})

test('a citizen who mistypes sees the tries left before and after, and a right PIN gives them back', async () => {
  const { transmit } = openCounted()
  assert.deepEqual(await readTries(transmit), ok({ triesLeft: 3 }))
  const wrong = await logIn(transmit, { ...options, pin: '0000' })
  assert.deepEqual(wrong, no('CARD_PIN_WRONG', { triesBefore: 3, triesLeft: 2 }))
  assert.deepEqual(await readTries(transmit), ok({ triesLeft: 2 }))
  await assertLogsIn(transmit)
  assert.deepEqual(await readTries(transmit), ok({ triesLeft: 3 }))
})

test('the last try is made only when the citizen accepted it; then the card is blocked, also for the right PIN', async () => {
  for (const saysBlockedAs6983 of [false, true]) {
    const lastTry = { ...file, authentication: { ...file.authentication, triesLeft: 1 } }
    const { sent, transmit } = openCounted({ file: lastTry, quirks: { saysBlockedAs6983 } })
    const asked = await logIn(transmit, options)
    assert.deepEqual(asked, no('CARD_LAST_TRY', { triesBefore: 1, triesLeft: 1 }))
    assert.equal(sent.length, 2)
    const blocked = await logIn(transmit, { ...options, pin: '0000', acceptLastTry: true })
    assert.deepEqual(blocked, no('CARD_PIN_BLOCKED', { triesBefore: 1, triesLeft: 0 }))
    assert.deepEqual(await readTries(transmit), ok({ triesLeft: 0 }))
    const again = await logIn(transmit, { ...options, acceptLastTry: true })
    assert.deepEqual(again, no('CARD_PIN_BLOCKED', { triesBefore: 0, triesLeft: 0 }))
  }
})

test('a certificate that the host does not want ends it before the PIN', async () => {
  const { sent, transmit } = openCounted()
  const refused = await logIn(transmit, { ...options, checkCertificate: () => false })
  assert.deepEqual(refused, no('CARD_CERTIFICATE_REFUSED'))
  assert.equal(sent.filter((command) => command.startsWith('0020')).length, 0)
  sent.length = 0
  assert((await logIn(transmit, { ...options, checkCertificate: () => true })).ok)
  assert.equal(sent.length, 10)
})

test('the card never signs bytes that a page chose (invariant 7)', async () => {
  const { sent, transmit } = openCounted()
  const chosen = new Uint8Array(32).fill(0xee)
  assert((await logIn(transmit, { ...options, challenge: chosen })).ok)
  for (const command of sent) assert(!command.includes(hex.encode(chosen)))
  for (const bad of ['http://portal.example', 'null', 'https://portal.example/']) {
    const { sent: none, transmit: other } = openCounted()
    assert.deepEqual(await logIn(other, { ...options, origin: bad }), no('CARD_ORIGIN_REFUSED'))
    assert.deepEqual(none, [])
  }
})

test('a card that is pulled out is the citizen’s to mend; a reader that fails is the operator’s', async () => {
  const pulledOut = await logIn(async () => {
    throw cardError('CARD_REMOVED', 'gone')
  }, options)
  assert.deepEqual(pulledOut, no('CARD_REMOVED'))
  const failing = logIn(async () => {
    throw cardError('CARD_READER_FAILED', 'broken')
  }, options)
  await assert.rejects(failing, { code: 'CARD_READER_FAILED' })
})

test('no error of a failing card says anything that the card or the citizen sent', async () => {
  const words = ['6581', '6700', '6881', '6882', '6982', '6985', '6A80', '6A86', '6B00', '6D00', '6F00', '1234', '9000']
  for (const at of [0, 1, 2, 3, 9]) {
    for (const word of words) {
      const { card } = openCounted()
      let count = 0
      const outcome = logIn(async (command) => {
        const answer = await card.transmit(command)
        return count++ === at ? hex.decode(word) : answer
      }, options)
      await outcome.catch((error: unknown) => {
        assert(error instanceof AppError)
        assert.deepEqual(
          Object.keys(error.facts).filter((fact) => !['step', 'status', 'triesBefore', 'tryMayCount'].includes(fact)),
          [],
        )
      })
    }
  }
})

test('the attributes of the person come from the card under their own PIN', async () => {
  const { transmit } = openCounted()
  const { name, address, sex } = file.attributes
  const person = await readPersonAttributes(transmit, { pin: '5678' })
  assert.deepEqual(person, ok({ name, address, birthDate: '1985-04-01', sex }))
  const wrong = await readPersonAttributes(transmit, { pin: '1234' })
  assert.deepEqual(wrong, no('CARD_PIN_WRONG', { triesBefore: 3, triesLeft: 2 }))
})
