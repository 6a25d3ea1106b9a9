import assert from 'node:assert'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import fc from 'fast-check'
import { readCommandFrame } from './command-frame.ts'

const folder = new URL('../../../protocol/vectors/card/command/', import.meta.url)

type Command = { cla: number; ins: number; p1: number; p2: number; data?: string; le?: number }

for (const file of readdirSync(folder)) {
  const {
    comment,
    hex: text,
    command,
  } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
    comment: string
    hex: string
    command: Command | null
  }
  test(`the card reads command ${file.replace('.json', '')}: ${comment}`, () => {
    const frame = readCommandFrame(hex.decode(text))
    if (!command) return assert.equal(frame, undefined)
    const { cla, ins, p1, p2, data = '', le = 0 } = command
    const isExtended = data.length > 510 || le > 256
    assert.deepEqual(frame, { cla, ins, p1, p2, body: hex.decode(data), ne: le, isExtended })
  })
}

test('whatever bytes arrive, the card reads a command or knows that it is none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const frame = readCommandFrame(bytes)
      if (frame) assert(frame.body.length < bytes.length)
    }),
  )
})
