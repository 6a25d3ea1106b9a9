import assert from 'node:assert'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { AppError, base64, hex } from '@madoguchi/kit'
import { openVirtualCard } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import fc from 'fast-check'
import { cardError } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { logIn } from './log-in.ts'
import { verifyStatement } from './statement.ts'
import { readTries } from './tries.ts'

const file = makeTestCardFile()
const origin = 'https://portal.example'
const challenge = new Uint8Array(32).fill(7)
const options = { pin: '1234', origin, challenge }
const { publicKey } = new X509Certificate(base64.decode(file.authentication.certificate))
const quirkNames = ['refusesExtendedLength', 'refusesShortFileIds', 'failsFirstCommand', 'saysBlockedAs6983'] as const

type Meddle = (command: string, toCard: () => Promise<Uint8Array>, count: number) => Promise<Uint8Array>

/** A virtual card behind a reader with habits of its own. */
function openBehind(meddle: Meddle, quirks: Partial<typeof file.quirks> = {}) {
  const card = openVirtualCard({ file: { ...file, quirks: { ...file.quirks, ...quirks } } })
  const sent: string[] = []
  const transmit: Transmit = (command) => {
    const bytes = command.slice()
    return meddle(hex.encode(bytes), () => card.transmit(bytes), sent.push(hex.encode(bytes)))
  }
  return { card, sent, transmit }
}

async function assertLogsIn(transmit: Transmit, readsExtended = false): Promise<void> {
  const result = await logIn(transmit, { ...options, readsExtended })
  assert(result.ok)
  assert.equal(base64.encode(result.value.certificate), file.authentication.certificate)
  assert(verifyStatement({ publicKey, signature: result.value.signature, purpose: 'login', origin, challenge }))
}

const isExtendedRead = (command: string) => command.startsWith('00b0') && command.length === 14
const isVerify = (command: string) => command.startsWith('0020') && command.length > 8
const failed = () => cardError('CARD_READER_FAILED', 'the reader gave up')

test('a card or reader that does not take extended reads, in whatever words, is read in blocks', async () => {
  const refusals = ['6700', '6985', '6a86', '6b00', '6d00', '6f00', '6281', '9000']
  for (const word of refusals) {
    const { sent, transmit } = openBehind(async (command, toCard) =>
      isExtendedRead(command) ? hex.decode(word) : toCard(),
    )
    await assertLogsIn(transmit, true)
    assert.equal(sent.filter(isExtendedRead).length, 1, `${word} is asked for once`)
    assert.equal(sent.length, 11)
  }
})

test('a reader that fails at an extended read, even by resetting the card, is asked in blocks', async () => {
  for (const isReset of [false, true]) {
    const { card, sent, transmit } = openBehind(async (command, toCard) => {
      if (!isExtendedRead(command)) return toCard()
      if (isReset) await card.reset()
      throw failed()
    })
    await assertLogsIn(transmit, true)
    assert.equal(sent.filter(isVerify).length, 1)
  }
})

test('an extended answer that a reader cuts short is read to its end', async () => {
  const { transmit } = openBehind(async (command, toCard) => {
    const answer = await toCard()
    return isExtendedRead(command) ? Uint8Array.from([...answer.slice(0, 300), 0x90, 0x00]) : answer
  })
  await assertLogsIn(transmit, true)
})

test('nobody asks for an extended answer unless told to', async () => {
  const { sent, transmit } = openBehind((_, toCard) => toCard())
  await assertLogsIn(transmit)
  assert.deepEqual(
    sent.filter((command) => command.slice(8, 10) === '00' && command.length > 10),
    [],
  )
})

test('a reader with a small buffer is read from in smaller blocks, whether it fails or says that the length is wrong', async () => {
  for (const refusesShortFileIds of [false, true]) {
    for (const way of ['fails', 'refuses'] as const) {
      const { sent, transmit } = openBehind(
        async (command, toCard) => {
          const isTooLong =
            command.startsWith('00b0') && (command.slice(8) === '00' || Number.parseInt(command.slice(8), 16) > 160)
          if (!isTooLong) return toCard()
          if (way === 'fails') throw failed()
          return hex.decode('6700')
        },
        { refusesShortFileIds },
      )
      await assertLogsIn(transmit)
      assert.equal(sent.filter(isVerify).length, 1)
    }
  }
})

test('a reader that always fails is told as such, after two reads and never after a second PIN', async () => {
  const { sent, transmit } = openBehind(async (command, toCard) => {
    if (command.startsWith('00b0')) throw failed()
    return toCard()
  })
  await assert.rejects(logIn(transmit, { ...options, readsExtended: true }), { code: 'CARD_READER_FAILED' })
  assert.equal(sent.filter(isVerify).length, 1)
})

const anyQuirks = fc.record(Object.fromEntries(quirkNames.map((name) => [name, fc.boolean()])))
const pulled = () => cardError('CARD_REMOVED', 'gone')

test('pulled out at any command, before or after the card heard it, the citizen is told, and no try is lost in silence', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        at: fc.integer({ min: 1, max: 24 }),
        isHeard: fc.boolean(),
        quirks: anyQuirks,
        readsExtended: fc.boolean(),
        pin: fc.constantFrom('1234', '0000'),
        error: fc.constantFrom(pulled, failed),
      }),
      async ({ at, isHeard, quirks, readsExtended, pin, error }) => {
        let isGone = false
        const { card, sent, transmit } = openBehind(async (_, toCard, count) => {
          isGone ||= count === at
          if (isGone && !(isHeard && count === at)) throw error()
          const answer = await toCard()
          if (isGone) throw error()
          return answer
        }, quirks)
        const outcome = await logIn(transmit, { ...options, pin, readsExtended }).catch((thrown: unknown) => {
          assert(thrown instanceof AppError && error === failed, String(thrown))
          return { ok: false, code: thrown.code, facts: thrown.facts } as const
        })
        await card.powerOff()
        const left = await readTries(card.transmit)
        assert(left.ok)
        assert(sent.filter(isVerify).length <= 1, 'a PIN is never sent twice')
        if (!isGone) return
        assert(!outcome.ok)
        assert.equal(outcome.code, error().code)
        const isSilent = outcome.facts.tryMayCount !== true
        // A PIN that was wrong and heard costs its try; then the citizen is told that it may have.
        if (isSilent) assert.equal(left.value.triesLeft, 3)
        else assert.equal(outcome.facts.triesBefore, 3)
      },
    ),
    { numRuns: 150 },
  )
})

test('a PIN that was verified outlives a reset, and nobody signs with it once the power was off', async () => {
  const { card, sent, transmit } = openBehind((_, toCard) => toCard())
  await assertLogsIn(transmit)
  const select = hex.decode(sent[0] ?? '')
  const sign = hex.decode(sent.at(-1) ?? '')
  const word = async () => hex.encode((await card.transmit(sign)).slice(-2))
  await card.reset()
  await card.transmit(select)
  assert.equal(await word(), '9000', 'the card itself does not protect the next program')
  await card.powerOff()
  await card.transmit(select)
  assert.equal(await word(), '6982')
})

test('a blocked PIN is blocked in every word that cards have for it, and is not tried', async () => {
  for (const word of ['63c0', '6983', '6984']) {
    const { sent, transmit } = openBehind(async (command, toCard) =>
      command.startsWith('0020') ? hex.decode(word) : toCard(),
    )
    const result = await logIn(transmit, { ...options, acceptLastTry: true })
    assert.equal(result.ok ? '' : result.code, 'CARD_PIN_BLOCKED', word)
    assert.equal(sent.filter(isVerify).length, 0)
  }
})
