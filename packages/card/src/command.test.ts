import assert from 'node:assert'
import { test } from 'node:test'
import { AppError, hex } from '@madoguchi/kit'
import fc from 'fast-check'
import { encodeCommand, readCommand } from './command.ts'
import { readVectors } from './read-vectors.fixture.ts'

type Case = {
  hex: string
  command?: { cla: number; ins: number; p1: number; p2: number; data?: string; le?: number }
  error?: string
}

for (const { name, comment, hex: text, command, error } of readVectors<Case>('command')) {
  test(`command ${name}: ${comment}`, () => {
    if (!command) return assert.throws(() => readCommand(hex.decode(text)), { code: error })
    const { data, ...head } = command
    const expected = data === undefined ? head : { ...head, data: hex.decode(data) }
    assert.deepEqual(readCommand(hex.decode(text)), expected)
    assert.equal(hex.encode(encodeCommand(expected)), text)
  })
}

const anyByte = fc.nat(255)
const anyCommand = fc.record(
  {
    cla: anyByte,
    ins: anyByte,
    p1: anyByte,
    p2: anyByte,
    data: fc.uint8Array({ minLength: 1, maxLength: 600 }),
    le: fc.integer({ min: 1, max: 65536 }),
  },
  { requiredKeys: ['cla', 'ins', 'p1', 'p2'] },
)

test('every command reads back as it was encoded', () => {
  fc.assert(fc.property(anyCommand, (command) => assert.deepEqual(readCommand(encodeCommand(command)), command)))
})

test('whatever bytes arrive, a command is read or refused with the declared error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        readCommand(bytes)
      } catch (error) {
        assert(error instanceof AppError && error.code === 'CARD_COMMAND_MALFORMED')
      }
    }),
  )
})

test('numbers that no form can carry are refused', () => {
  const good = { cla: 0, ins: 0xb0, p1: 0, p2: 0 }
  const bad = [{ cla: 256 }, { p1: -1 }, { p2: 1.5 }, { le: 0 }, { le: 65537 }, { data: new Uint8Array(65536) }]
  for (const change of bad) {
    assert.throws(() => encodeCommand({ ...good, ...change }), { code: 'CARD_COMMAND_MALFORMED' })
  }
})
