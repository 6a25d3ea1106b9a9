import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ProgramName } from 'madoguchi/build'
import { buildPrograms, bundleProgram } from 'madoguchi/build'
import { startAsService } from './as-a-service.ts'
import type { AskerOrder, AskerReply } from './orders.ts'

const askerSource = fileURLToPath(new URL('./asker.main.ts', import.meta.url))

/** A program of the network in a process of its own, its log in a file. Disposing asks it to stop and waits for it. */
export type RunningProgram = AsyncDisposable & { readonly pid: number }

export type RunningAsker = RunningProgram & {
  tell<Is extends AskerOrder['do']>(order: AskerOrder & { do: Is }): Promise<AskerReply & { is: Is }>
}

/** What is started: the programs as a service runs them, and the agency that asks when it is told to. */
export type Built = Readonly<Record<ProgramName | 'asker', string>>

/** Builds them into a folder, from the sources as they are now. */
export async function buildAll(folder: string): Promise<Built> {
  const asker = join(folder, 'asker.mjs')
  const [programs] = await Promise.all([
    buildPrograms(folder),
    bundleProgram({ entry: askerSource, outputFile: asker }),
  ])
  return { ...(Object.fromEntries(programs.map(({ name, file }) => [name, file])) as Built), asker }
}

type Start = { readonly built: Built; readonly config: string; readonly log: string }

/** A program with `--config FILE` and what its unit gives it, as a service starts it. */
export async function startProgram({
  name,
  built,
  config,
  log,
}: Start & { name: ProgramName }): Promise<RunningProgram> {
  await using file = await open(log, 'a')
  const [command, words] = await startAsService(name, [built[name], '--config', config])
  const child = spawn(command, words, { stdio: ['ignore', 'ignore', file.fd] })
  return hold(child, log)
}

/** The agency that asks; returns when it is ready. */
export async function startAsker({ built, config, log }: Start): Promise<RunningAsker> {
  await using file = await open(log, 'a')
  const [command, words] = await startAsService('agency', [built.asker, config])
  const child = spawn(command, words, { stdio: ['ignore', 'ignore', file.fd, 'ipc'] })
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
