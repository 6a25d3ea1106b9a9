import type { CardSlot } from '@madoguchi/card'
import { type HostHello, protocolVersion } from '@madoguchi/card/protocol'
import { AppError, type Bytes, type Clock } from '@madoguchi/kit'
import { answerRequest } from './answer-request.ts'
import { openDocumentDesk } from './document.ts'
import { encodeFrame, readFrames } from './frames.ts'
import type { Stamping } from './operation.ts'
import { version } from './version.ts'

export type HostOptions = {
  readonly input: AsyncIterable<Uint8Array>
  /** Resolves when the bytes are on their way. */
  readonly output: (bytes: Bytes) => Promise<void>
  readonly slot: CardSlot
  readonly clock: Clock
  /** Without it documents are signed without a time stamp, and nothing is connected to. */
  readonly stamping?: Stamping
  /** Names of operations and codes, and nothing else. */
  readonly log?: (op: string, code: string) => void
  /** An operation that takes longer meets a reader that never answers (default: a minute). */
  readonly limitMs?: number
}

const defaultLimitMs = 60_000
/** A document of 20 MB is 40 chunks. */
const waitingMax = 64

/**
 * Serves one window of the extension until its end of the pipe closes: says hello, then answers requests one after the
 * other. When the pipe closes in the midst of an operation, the card gets no further command and its power is cut.
 * Resolves when all is over; false when a reader hangs and only the end of this process helps. Throws HOST_PIPE_BROKEN.
 */
export async function runHost(options: HostOptions): Promise<boolean> {
  const { input, output, slot, clock, stamping, log, limitMs = defaultLimitMs } = options
  const gone = new AbortController()
  const context = { slot, clock, stamping, document: openDocumentDesk(), signal: gone.signal }
  const hello: HostHello = { hello: 'madoguchi-card-host', version, protocol: protocolVersion }
  await output(encodeFrame(hello))
  let last: Promise<void> = Promise.resolve()
  let waiting = 0
  const stuck = Promise.withResolvers<false>()

  async function serve(message: Bytes): Promise<void> {
    waiting -= 1
    if (gone.signal.aborted) return
    const answered = await answerRequest(message, context, limitMs)
    log?.(answered.op, answered.answer.ok ? 'ok' : answered.answer.code)
    if (!gone.signal.aborted) await output(encodeFrame(answered.answer))
    if (answered.isStuck) stuck.resolve(false)
  }
  async function readAll(): Promise<true> {
    for await (const message of readFrames(input)) {
      if (++waiting > waitingMax) throw new AppError('HOST_PIPE_BROKEN', 'More requests at once than a window makes.')
      last = last.then(() => serve(message))
    }
    return true
  }
  try {
    return await Promise.race([readAll(), stuck.promise])
  } finally {
    gone.abort()
    await last
  }
}
