import assert from 'node:assert'
import {
  type HostAnswer,
  type HostOp,
  type HostValue,
  hostAnswer,
  hostHello,
  hostValues,
} from '@madoguchi/card/protocol'
import { type Bytes, makeTestClock, no, ok, utf8, type Verdict } from '@madoguchi/kit'
import { encodeFrame, readFrames } from '../frames.ts'
import { type HostOptions, runHost } from '../run-host.ts'

/** The window's end of the pipe. */
export async function openConversation(output: AsyncIterable<Uint8Array>, send: (frame: Bytes) => void) {
  const frames = readFrames(output)
  async function read(): Promise<unknown> {
    const { value, done } = await frames.next()
    assert(!done, 'the host ended')
    return JSON.parse(utf8.decode(value))
  }
  const hello = hostHello.parse(await read())
  let lastId = 0
  async function sendRaw(message: unknown): Promise<HostAnswer> {
    send(encodeFrame(message))
    return hostAnswer.parse(await read())
  }
  async function ask<Op extends HostOp>(op: Op, request: object = {}): Promise<Verdict<HostValue<Op>, string>> {
    const id = ++lastId
    const answer = await sendRaw({ id, op, ...request })
    assert.equal(answer.id, id)
    return answer.ok ? ok(hostValues[op].parse(answer.value) as HostValue<Op>) : no(answer.code, answer.facts)
  }
  return { hello, ask, sendRaw }
}

/** Runs a host in this process and talks to it; ends it by closing the pipe. `isDone` is what `runHost` gave. */
export async function withHost(
  options: Pick<HostOptions, 'slot'> & Partial<HostOptions>,
  use: (
    conversation: Awaited<ReturnType<typeof openConversation>> & { close: () => Promise<boolean> },
  ) => Promise<void>,
): Promise<void> {
  const toHost = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 1000 })
  const fromHost = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 1000 })
  const [input, output] = [toHost.writable.getWriter(), fromHost.writable.getWriter()]
  const running = runHost({
    clock: makeTestClock('2026-11-22T06:00:00Z'),
    input: toHost.readable,
    output: async (bytes) => output.write(bytes),
    ...options,
  })
  let closing: Promise<boolean> | undefined
  function close(): Promise<boolean> {
    closing ??= input.close().then(() => running)
    return closing
  }
  try {
    await use({ ...(await openConversation(fromHost.readable, (frame) => void input.write(frame))), close })
  } finally {
    await close()
  }
}
