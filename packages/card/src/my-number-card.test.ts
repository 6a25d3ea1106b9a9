import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex, no, ok } from '@madoguchi/kit'
import { type CardFile, openVirtualCard } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import { cardError } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { logIn } from './log-in.ts'
import { lookAtSecret, surveyCard } from './look.ts'
import { type CardSlot, withMyNumberCard } from './my-number-card.ts'

const file = makeTestCardFile()
const request = { pin: '1234', origin: 'https://portal.example', challenge: new Uint8Array(32).fill(7) }

type InReader = Transmit | 'busy' | 'mute' | 'empty'
const open = (change: Partial<CardFile> = {}): Transmit => openVirtualCard({ file: { ...file, ...change } }).transmit
const another =
  (word: string): Transmit =>
  async () =>
    hex.decode(word)
const broken: Transmit = () => Promise.reject(cardError('CARD_READER_FAILED', 'the reader gave up'))

/** Readers by name; `used` are those whose card was lent, and which commands it got. */
function makeSlot(readers: Readonly<Record<string, InReader>>) {
  const used: string[] = []
  const sent: string[] = []
  const slot: CardSlot = {
    async withCard({ readerName }, use) {
      const name = readerName ?? Object.keys(readers).find((one) => typeof readers[one] === 'function') ?? ''
      const there = readers[name]
      if (there === 'busy') return no('CARD_BUSY')
      if (there === 'mute') return no('CARD_MUTE')
      if (typeof there !== 'function') return no('CARD_NO_CARD')
      used.push(name)
      return use((command) => {
        sent.push(`${name} ${hex.encode(command)}`)
        return there(command)
      })
    },
    listReaders: async () =>
      ok(
        Object.entries(readers).map(([name, there]) => ({
          ...{ name, hasCard: typeof there === 'function' || there === 'busy' },
          ...{ isMute: there === 'mute', isInUse: there === 'busy' },
        })),
      ),
  }
  const run = (readerName?: string) =>
    withMyNumberCard({ slot, timeoutMs: 0, readerName }, async (transmit) => {
      const loggedIn = await logIn(transmit, request)
      return loggedIn.ok ? ok('in') : loggedIn
    })
  return { run, used, sent }
}

test('another card in the first reader is passed over, whatever it says of our application, and no PIN goes to it', async () => {
  for (const word of ['6a82', '6a86', '6999', '6a81', '6d00', '6e00', '6300', '6700', '6985', '6982']) {
    const { run, used, sent } = makeSlot({ first: another(word), second: open() })
    assert.deepEqual(await run(), ok('in'), word)
    assert.equal(used.at(-1), 'second')
    assert.ok(!sent.some((command) => command.startsWith('first 0020')), word)
    assert.deepEqual(await makeSlot({ only: another(word) }).run(), no('CARD_NOT_JPKI'), `${word} alone`)
  }
})

test('of two My Number Cards nobody is chosen: their holder names the reader, and no PIN is tried before', async () => {
  const { run, sent } = makeSlot({ first: open(), between: another('6d00'), second: open() })
  assert.deepEqual(await run(), no('CARD_SEVERAL', { readers: 'first、second' }))
  assert.ok(!sent.some((command) => command.includes(' 0020')))
  assert.deepEqual(await run('second'), ok('in'))
  assert.ok(!sent.some((command) => command.startsWith('first 0020')))
})

test('a card that another program holds, a reader that fails and one that is empty stand in nobody’s way where there is another', async () => {
  assert.deepEqual(await makeSlot({ first: 'busy', second: open() }).run(), ok('in'))
  assert.deepEqual(await makeSlot({ first: broken, second: open() }).run(), ok('in'))
  assert.deepEqual(await makeSlot({ first: 'mute', second: open(), third: 'empty' }).run(), ok('in'))
  assert.deepEqual(
    await makeSlot({ first: another('6d00'), second: 'busy' }).run(),
    no('CARD_BUSY'),
    'it may be the one',
  )
  assert.deepEqual(await makeSlot({ first: another('6d00'), second: another('6a82') }).run(), no('CARD_NOT_JPKI'))
})

test('a card without a PIN of its own is told as such, by whatever is wanted of it, and costs no try', async () => {
  const pinless = {
    signing: null,
    authentication: { ...file.authentication, triesLeft: 0 },
    attributes: { ...file.attributes, triesLeft: 0 },
  }
  const { run, sent } = makeSlot({ only: open(pinless) })
  assert.deepEqual(await run(), no('CARD_WITHOUT_PIN'))
  assert.ok(!sent.some((command) => /^only 0020.{6,}$/.test(command) && command.length > 'only 00200080'.length))
  for (const secret of ['authentication', 'attributes'] as const)
    assert.deepEqual(
      await lookAtSecret(open(pinless), { secret, checkCertificate: () => true }),
      no('CARD_WITHOUT_PIN'),
    )
  // One PIN that can still be entered, or a signing certificate: its holder blocked it.
  for (const change of [{ attributes: file.attributes }, { signing: file.signing }]) {
    const blocked = await makeSlot({ only: open({ ...pinless, ...change }) }).run()
    assert.equal(blocked.ok ? '' : blocked.code, 'CARD_PIN_BLOCKED')
  }
})

/** Answers to reads of the authentication certificate with something else. */
const answering =
  (answer: (length: number) => Uint8Array, base: Transmit = open()): Transmit =>
  async (command) => {
    const text = hex.encode(command)
    const said = await base(command)
    return text.startsWith('00b08a') ? answer(said.length) : said
  }

test('a card on which no certificate was put is told as such: the file is not there, or nobody wrote to it', async () => {
  const filled = (byte: number) => (length: number) =>
    Uint8Array.from([...new Uint8Array(Math.max(0, length - 2)).fill(byte), 0x90, 0])
  const rows = [() => hex.decode('6a82'), filled(0xff), filled(0)]
  for (const answer of rows) {
    const card = answering(answer)
    const missing: Transmit = async (command) =>
      hex.encode(command) === '00a4020c02000a' && answer === rows[0] ? hex.decode('6a82') : card(command)
    assert.deepEqual(
      await lookAtSecret(missing, { secret: 'authentication', checkCertificate: () => true }),
      no('CARD_NO_CERTIFICATE'),
    )
    const survey = await surveyCard(missing)
    assert.ok(survey.ok && survey.value.authenticationCertificate === undefined)
  }
})

test('a card of the next generation is recognised by its key, before any PIN, and not called broken', async () => {
  const ec = hex.decode(
    `3020${'30130607 2a8648ce3d0201 0608 2a8648ce3d030107'.replaceAll(' ', '')}${'00'.repeat(11)}9000`,
  )
  const card = answering(() => ec.slice())
  const sent: string[] = []
  const noting: Transmit = (command) => {
    sent.push(hex.encode(command))
    return card(command)
  }
  const refused = no('CARD_NEXT_GENERATION')
  assert.deepEqual(await lookAtSecret(noting, { secret: 'signing', checkCertificate: () => false }), refused)
  assert.deepEqual(await logIn(noting, { ...request, checkCertificate: () => false }), refused)
  assert.deepEqual(await surveyCard(card), refused)
  assert.ok(!sent.some((command) => command.startsWith('0020')))
})
