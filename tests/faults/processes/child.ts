import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process of ours and the parent's hand on it. What passes between parties does not pass here. */
export type Child = AsyncDisposable & {
  readonly pid: number
  isAlive(): boolean
  /** Has it do something. Rejects when it fails, and when the process ends before it is done. */
  tell<T>(order: object): Promise<T>
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
}

type Reply = { readonly id: number; readonly result?: unknown; readonly failed?: string; readonly code?: string }

/** What a child could not do. `code` is that of an AppError. */
export class OrderFailed extends Error {
  override readonly name = 'OrderFailed'
  readonly code: string | undefined

  constructor(message: string, code?: string) {
    super(message)
    this.code = code
  }
}

/** Starts `file` of this folder. `onEnd` is told when it ends without having been killed here. */
export function spawnChild(options: { file: string; args?: readonly string[]; onEnd?: (complaint: string) => void }) {
  const path = fileURLToPath(new URL(options.file, import.meta.url))
  const process: ChildProcess = fork(path, [...(options.args ?? [])], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let next = 0
  let isKilled = false
  let complaint = ''
  process.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-4000)
  })
  const gone = new Promise<void>((resolve) => {
    process.once('exit', (code, signal) => {
      for (const { reject } of waiting.values()) reject(new OrderFailed(`${options.file} ended`, 'PROCESS_ENDED'))
      waiting.clear()
      if (!isKilled) options.onEnd?.(`${options.file} ended by itself (${code ?? signal}): ${complaint}`)
      resolve()
    })
  })
  process.on('message', ({ id, result, failed, code }: Reply) => {
    const asker = waiting.get(id)
    waiting.delete(id)
    if (failed === undefined) asker?.resolve(result)
    else asker?.reject(new OrderFailed(failed, code))
  })
  // A channel that breaks while a process dies: `exit` follows and tells those who wait.
  process.on('error', () => {})
  const isAlive = () => process.exitCode === null && process.signalCode === null
  const child: Child = {
    pid: process.pid ?? 0,
    isAlive,
    tell: <T>(order: object) =>
      new Promise<T>((resolve, reject) => {
        if (!isAlive() || !process.connected) return reject(new OrderFailed('the process has ended', 'PROCESS_ENDED'))
        const id = next++
        waiting.set(id, { resolve: (value) => resolve(value as T), reject })
        process.send({ ...order, id }, (error) => {
          if (error === null || !waiting.delete(id)) return
          reject(new OrderFailed('the process ended', 'PROCESS_ENDED'))
        })
      }),
    async kill() {
      isKilled = true
      process.kill('SIGKILL')
      await gone
    },
    [Symbol.asyncDispose]: () => child.kill(),
  }
  return child
}
