import type { ChildProcess, StdioOptions } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { AppError } from '@madoguchi/kit'
import type { Binaries } from './binaries.ts'
import type { RunAs } from './run-as.ts'
import { childEnv } from './run-as.ts'

type Program = { binaries: Binaries; runAs: RunAs; name: 'postgres' | 'initdb'; args: readonly string[]; cwd: string }

/** Starts one of PostgreSQL's programs as the right user. Its process id is that of the program itself in every way. */
export function spawnProgram(program: Program & { stdio: StdioOptions; detached?: boolean }): ChildProcess {
  const { runAs } = program
  const path = join(program.binaries.folder, 'bin', program.name)
  const wantsName = program.name === 'initdb' || program.args.includes('--single')
  const user = runAs.way === 'user' && wantsName ? (runAs.maker ?? runAs) : runAs
  const isInside = runAs.way === 'namespace' || (runAs.way === 'user' && wantsName && runAs.maker === undefined)
  const [command, args] = isInside ? ['unshare', ['-U', '--', path, ...program.args]] : [path, [...program.args]]
  return spawn(command, args, {
    cwd: program.cwd,
    env: childEnv,
    stdio: program.stdio,
    detached: program.detached ?? false,
    ...('uid' in user ? { uid: user.uid, gid: user.gid } : {}),
  })
}

/** Runs a program to its end and gives it this input. Throws DB_SERVER_FAILED with what it said as the cause. */
export async function runPostgresTool(program: Program & { input?: string }): Promise<void> {
  const child = spawnProgram({ ...program, stdio: ['pipe', 'pipe', 'pipe'] })
  const { stdin, stdout, stderr } = child
  if (stdin === null || stdout === null || stderr === null) throw new Error('pipes were asked for')
  // A program that ends before it has read everything says why on its error stream.
  stdin.on('error', () => {})
  stdin.end(program.input ?? '')
  const output = Promise.all([text(stdout), text(stderr)])
  const [code] = await once(child, 'exit').catch((cause: unknown) => [String(cause)])
  const [, complaint] = await output
  if (code === 0) return
  throw new AppError('DB_SERVER_FAILED', `PostgreSQL's ${program.name} failed.`, {
    cause: new Error(complaint || String(code)),
  })
}
