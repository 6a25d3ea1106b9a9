import assert from 'node:assert'
import { spawn } from 'node:child_process'
import { test } from 'node:test'
import { withCard } from '@madoguchi/card/pcsc'
import { base64url, no, ok } from '@madoguchi/kit'
import { openVirtualCard } from '@madoguchi/virtual-card'
import {
  findReasonForNoEmptyReader,
  findReasonToSkip,
  withEmptyTestReader,
  withTestReader,
} from '@madoguchi/virtual-card/test-reader'
import { programEntry } from './program-entry.ts'
import { issueCard } from './testing/issued-card.fixture.ts'
import { openConversation } from './testing/speak.fixture.ts'

const skip = findReasonToSkip()
const salt = base64url.encode(new Uint8Array(32).fill(8))
const login = {
  mode: 'sandbox',
  origin: 'https://portal.example',
  challenge: salt,
  vaultSalt: salt,
  pin: '1234',
  acceptLastTry: false,
}

/** The program as a browser starts it: without terminal and environment. */
async function withProgram(use: (host: Awaited<ReturnType<typeof openConversation>>) => Promise<void>): Promise<void> {
  const host = spawn(process.execPath, [programEntry], { env: {} })
  using _ = { [Symbol.dispose]: () => void host.kill() }
  const { promise: ended, resolve } = Promise.withResolvers<number | null>()
  host.on('exit', resolve)
  await use(await openConversation(host.stdout, (frame) => void host.stdin.write(frame)))
  host.stdin.end()
  assert.equal(await ended, 0)
}

test('started as a browser starts it, over the real PC/SC service: doctor, log-in, attributes, a busy card', {
  skip,
}, async () => {
  const card = openVirtualCard({ file: await issueCard() })
  await withTestReader(card, async ({ name, events }) => {
    await withProgram(async ({ ask }) => {
      const status = await ask('status')
      assert(status.ok)
      assert(status.value.readers.some((reader) => reader.name === name && reader.hasCard))
      assert.deepEqual(status.value.card?.tries, { authentication: 3, signing: 5, attributes: 3 })
      const before = events.length
      assert((await ask('log-in', login)).ok)
      const attributes = await ask('attributes', { mode: 'sandbox', pin: '5678', acceptLastTry: false })
      assert.equal(attributes.ok && attributes.value.name, '見本　花子')
      const kinds = events.slice(before).map(({ kind }) => kind)
      assert(kinds.indexOf('power-off', kinds.indexOf('command')) < kinds.lastIndexOf('command'))
      assert.deepEqual(
        await ask('log-in', { ...login, pin: '0000' }),
        no('CARD_PIN_WRONG', { triesBefore: 3, triesLeft: 2 }),
      )
      const busy = await withCard({ readerName: name, timeoutMs: 5000 }, async () =>
        ok(await ask('look', { secret: 'authentication', mode: 'sandbox' })),
      )
      // The other reader of this test holds a blank card, which is no answer to where the right one is.
      assert.deepEqual(busy, ok(no('CARD_BUSY')))
    })
  })
})

test('an empty reader, a card put in and pulled out, and a service that died each have their own name', {
  skip: findReasonForNoEmptyReader(),
}, async () => {
  const file = await issueCard()
  await withProgram(async ({ ask }) => {
    await withEmptyTestReader(async ({ insert }) => {
      assert.deepEqual(await ask('look', { secret: 'authentication', mode: 'sandbox' }), no('CARD_NO_CARD'))
      const inserted = insert(openVirtualCard({ file }))
      assert((await ask('log-in', login)).ok)
      await inserted.remove()
      const gone = await ask('log-in', login)
      assert.equal(gone.ok ? '' : gone.code, 'CARD_NO_CARD')
    })
    const status = await ask('status')
    assert.deepEqual(status, ok({ pcsc: 'missing', readers: [] }))
    const dead = await ask('look', { secret: 'signing', mode: 'sandbox' })
    assert.equal(dead.ok ? '' : dead.code, 'PCSC_MISSING')
  })
})
