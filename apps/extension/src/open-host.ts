import {
  type HostHello,
  type HostOp,
  type HostRequest,
  type HostValue,
  hostAnswer,
  hostHello,
  hostValues,
  protocolVersion,
} from '@madoguchi/card/protocol'
import { no, ok, type Verdict } from '@madoguchi/kit'
import { getHostCode } from './host-error.ts'

/** The part of `chrome.runtime.Port` that is used here. */
type HostPort = {
  postMessage(message: unknown): void
  disconnect(): void
  readonly onMessage: { addListener(listen: (message: unknown) => void): void }
  readonly onDisconnect: { addListener(listen: () => void): void }
}

type HostOptions = {
  readonly connect: () => HostPort
  /** What the browser says about the end of a port: `chrome.runtime.lastError`. */
  readonly readLastError: () => string | undefined
  readonly helloMs: number
  readonly answerMs: number
}

type Asked<Op extends HostOp> = Omit<Extract<HostRequest, { op: Op }>, 'id' | 'op'>

/** Codes come from card-host as they are: whoever shows them looks up the words. */
export type Host = {
  readonly version: string
  ask<Op extends HostOp>(op: Op, request: Asked<Op>): Promise<Verdict<HostValue<Op>, string>>
  close(): void
}

/** Connects to card-host and waits for its hello. Every way in which that fails, then or later, has its own code. */
export async function openHost(options: HostOptions): Promise<Verdict<Host, string>> {
  const port = options.connect()
  let lost: string | undefined
  const waiting = new Map<number, (answer: Verdict<unknown, string>) => void>()
  const hello = Promise.withResolvers<Verdict<HostHello, string>>()

  function lose(code: string): void {
    lost ??= code
    hello.resolve(no(lost))
    for (const settle of [...waiting.values()]) settle(no(lost))
    waiting.clear()
  }
  function drop(code: string): void {
    lose(code)
    port.disconnect()
  }
  port.onDisconnect.addListener(() => lose(getHostCode(options.readLastError())))
  port.onMessage.addListener((message) => {
    const greeting = hostHello.safeParse(message)
    if (greeting.success) return hello.resolve(ok(greeting.data))
    const answer = hostAnswer.safeParse(message)
    if (!answer.success) return drop('HOST_UNREADABLE')
    waiting.get(answer.data.id)?.(answer.data.ok ? ok(answer.data.value) : no(answer.data.code, answer.data.facts))
    waiting.delete(answer.data.id)
  })

  const greeted = await within(hello.promise, options.helloMs, () => drop('HOST_SILENT'))
  if (!greeted.ok) return greeted
  if (greeted.value.protocol !== protocolVersion) {
    port.disconnect()
    return no(greeted.value.protocol < protocolVersion ? 'HOST_OUTDATED' : 'EXTENSION_OUTDATED')
  }
  let lastId = 0
  async function ask<Op extends HostOp>(op: Op, request: Asked<Op>): Promise<Verdict<HostValue<Op>, string>> {
    if (lost !== undefined) return no(lost)
    const id = ++lastId
    const { promise, resolve } = Promise.withResolvers<Verdict<unknown, string>>()
    waiting.set(id, resolve)
    port.postMessage({ ...request, op, id })
    const answer = await within(promise, options.answerMs, () => drop('HOST_SILENT'))
    if (!answer.ok) return answer
    const value = hostValues[op].safeParse(answer.value)
    if (!value.success) drop('HOST_UNREADABLE')
    return value.success ? ok(value.data as HostValue<Op>) : no('HOST_UNREADABLE')
  }
  return ok({
    version: greeted.value.version,
    ask,
    close() {
      lost ??= 'WINDOW_CLOSED'
      port.disconnect()
    },
  })
}

async function within<T>(promise: Promise<T>, limitMs: number, give: () => void): Promise<T> {
  const timer = setTimeout(give, limitMs)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
  }
}
