import assert from 'node:assert'
import { test } from 'node:test'
import { type AppError, type Bytes, concat, utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { encodeFrame, frameSizeBytesMax, readFrames } from './frames.ts'

async function* pieces(bytes: Bytes, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}

async function readAll(input: AsyncIterable<Uint8Array>): Promise<unknown[]> {
  const read: unknown[] = []
  for await (const frame of readFrames(input)) read.push(JSON.parse(utf8.decode(frame)))
  return read
}

async function countFrames(input: AsyncIterable<Uint8Array>): Promise<number> {
  let count = 0
  for await (const _ of readFrames(input)) count += 1
  return count
}

test('messages come out whole however the pipe cuts them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.json({ maxDepth: 2 }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      async (texts, size) => {
        const messages = texts.map((text) => JSON.parse(text))
        assert.deepEqual(await readAll(pieces(concat(...messages.map(encodeFrame)), size)), messages)
      },
    ),
  )
})

test('the buffers of a pipe, which share their memory, are read as any bytes', async () => {
  const buffer = Buffer.concat([encodeFrame({ id: 1 }), encodeFrame({ id: 2 })])
  async function* shared() {
    yield buffer.subarray(0, 3)
    yield buffer.subarray(3)
  }
  assert.deepEqual(await readAll(shared()), [{ id: 1 }, { id: 2 }])
})

test('a message that the end of the pipe cuts off is dropped', async () => {
  const whole = encodeFrame({ id: 1 })
  assert.deepEqual(await readAll(pieces(concat(whole, whole.slice(0, -1)), 7)), [{ id: 1 }])
  assert.deepEqual(await readAll(pieces(concat(whole, whole.slice(0, 3)), 7)), [{ id: 1 }])
})

test('a length of zero, or longer than any message of ours, ends the connection before memory is taken', async () => {
  for (const length of [0, frameSizeBytesMax + 1, 0xffffffff]) {
    const header = new Uint8Array(4)
    new DataView(header.buffer).setUint32(0, length, true)
    await assert.rejects(readAll(pieces(header, 4)), { code: 'HOST_PIPE_BROKEN' })
  }
})

test('the bytes that came over the pipe are wiped once they are taken', async () => {
  const frame = encodeFrame({ pin: '1234' })
  async function* whole() {
    yield frame
  }
  assert.equal(await countFrames(whole()), 1)
  assert(frame.every((byte) => byte === 0))
})

test('whatever comes is read as messages or refused with the declared error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 9 }), async (bytes, size) => {
      await countFrames(pieces(bytes, size)).catch((error: AppError) => assert.equal(error.code, 'HOST_PIPE_BROKEN'))
    }),
  )
})
