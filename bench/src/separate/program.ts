import type { ChildProcess } from 'node:child_process'
import { fork, spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AskerOrder, AskerReply } from './orders.ts'

const madoguchi = fileURLToPath(new URL('../../../cli/bin/madoguchi.js', import.meta.url))
const askerFile = fileURLToPath(new URL('./asker.main.ts', import.meta.url))

/** A program of the network in a process of its own, its log in a file. Disposing asks it to stop and waits for it. */
export type RunningProgram = AsyncDisposable & { readonly pid: number }

export type RunningAsker = RunningProgram & {
  tell<Is extends AskerOrder['do']>(order: AskerOrder & { do: Is }): Promise<AskerReply & { is: Is }>
}

/** `madoguchi NAME --config FILE`, as an operator starts it. */
export async function startProgram(options: { name: string; config: string; log: string }): Promise<RunningProgram> {
  const { name, config, log } = options
  await using file = await open(log, 'a')
  const child = spawn(process.execPath, [madoguchi, name, '--config', config], { stdio: ['ignore', 'ignore', file.fd] })
  return hold(child, log)
}

/** The agency that asks; returns when it is ready. */
export async function startAsker(options: { config: string; log: string }): Promise<RunningAsker> {
  const { config, log } = options
  await using file = await open(log, 'a')
  const child = fork(askerFile, [config], { stdio: ['ignore', 'ignore', file.fd, 'ipc'] })
  const running = hold(child, log)
  const next = (what: string) =>
    new Promise<AskerReply>((resolve, reject) => {
      const onExit = () => reject(new Error(`the asker ended while it was to ${what}; see ${log}`))
      child.once('exit', onExit)
      child.once('message', (words: AskerReply) => {
        child.off('exit', onExit)
        if (words.is === 'failed') reject(new Error(words.sentence))
        else resolve(words)
      })
    })
  await next('start')
  return {
    ...running,
    async tell<Is extends AskerOrder['do']>(order: AskerOrder & { do: Is }) {
      const answer = next(order.do)
      child.send(order)
      return (await answer) as AskerReply & { is: Is }
    },
  }
}

function hold(child: ChildProcess, log: string): RunningProgram {
  let isStopping = false
  const end = () => void child.kill('SIGTERM')
  // A bench that is told to stop leaves no program behind.
  process.once('exit', end)
  const gone = new Promise<void>((resolve) => {
    child.once('exit', async (code, signal) => {
      resolve()
      if (isStopping) return
      const tail = (await readFile(log, 'utf8')).split('\n').slice(-5).join('\n')
      process.stderr.write(`a program ended by itself (${code ?? signal}):\n${tail}\n`)
    })
  })
  return {
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      isStopping = true
      end()
      await gone
      process.off('exit', end)
    },
  }
}
