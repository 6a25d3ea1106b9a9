import { spawn } from 'node:child_process'
import { access } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import type { Bytes } from '@madoguchi/kit'
import { concat, secondMs } from '@madoguchi/kit'

/** A program of `/usr/bin` that reads a stranger's file, which it finds as `/file`. */
export type WalledProgram = { readonly name: string; readonly args: readonly string[] }

/** How it ended: by itself, at one of its limits, or not begun, for want of a program or of walls. */
type WalledEnd =
  | { readonly how: 'ended'; readonly exit: number; readonly output: Bytes; readonly complaint: string }
  | { readonly how: 'stopped' }
  | { readonly how: 'no-program'; readonly program: string }
  | { readonly how: 'no-walls' }

const programs = '/usr/bin'
const wallsBy = 'bwrap'

export const walledLimits = {
  /** Of the clock; the processor has fewer, so that a busy machine refuses nothing honest. */
  timeMs: 60 * secondMs,
  processorSeconds: 15,
  memoryBytes: 1536 * 1024 * 1024,
  /** What one run may say. */
  outputBytes: 16 * 1024 * 1024,
  processes: 32,
  openFiles: 32,
}

type WalledLimits = typeof walledLimits

/**
 * Runs a program on a file of a stranger, in a throw-away process that has nothing: a user, processes and a network of its own
 * with nobody there, no file but the system's programs and `/file`, nowhere to write, and limits. Its file comes by a pipe and
 * never stands on a disk; it ends with us.
 */
export async function runWalled(
  program: WalledProgram,
  file: Bytes,
  limits: WalledLimits = walledLimits,
): Promise<WalledEnd> {
  for (const needed of [wallsBy, 'prlimit', program.name])
    if (!(await isThere(`${programs}/${needed}`))) return { how: 'no-program', program: needed }
  const child = spawn(`${programs}/${wallsBy}`, listArguments(program, limits), {
    ...{ stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'], env: {}, cwd: '/' },
    ...{ timeout: limits.timeMs, killSignal: 'SIGKILL' },
  })
  const ended = new Promise<boolean>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (_exit, signal) => resolve(signal === null))
  })
  // Whoever waits for it below hears of it; until then it is nobody's.
  ended.catch(() => undefined)
  const stop = () => child.kill('SIGKILL')
  const [, out, complaints, into, status] = child.stdio as [null, Readable, Readable, Writable, Readable]
  // A program that ends before it has read all is heard by how it ended.
  into.on('error', () => undefined)
  into.end(file)
  const [output, complaint, said, byItself] = await Promise.all([
    readBounded(out, limits.outputBytes, stop),
    readBounded(complaints, 64 * 1024, stop),
    readBounded(status, 4096, stop),
    ended,
  ])
  const exit = /"exit-code": (\d+)/.exec(Buffer.from(said).toString('latin1'))?.[1]
  if (!byItself) return { how: 'stopped' }
  // Whoever could not be walled in has no end of their own: the walls themselves gave up.
  if (exit === undefined) return { how: 'no-walls' }
  if (limitExits.includes(Number(exit))) return { how: 'stopped' }
  return { how: 'ended', exit: Number(exit), output, complaint: Buffer.from(complaint).toString('utf8') }
}

/** How a shell says it: ended by SIGKILL, SIGXCPU or SIGXFSZ, which the kernel sends for a limit. */
const limitExits = [128 + 9, 128 + 24, 128 + 25]

function listArguments({ name, args }: WalledProgram, limits: WalledLimits): string[] {
  const { processorSeconds, memoryBytes, processes, openFiles } = limits
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--uid', '65534', '--gid', '65534', '--cap-drop', 'ALL'],
    ...['--ro-bind', '/usr', '/usr', '--symlink', 'usr/lib', '/lib', '--ro-bind-try', '/etc/fonts', '/etc/fonts'],
    ...['--symlink', 'usr/lib64', '/lib64', '--ro-bind-data', '3', '/file', '--remount-ro', '/', '--chdir', '/'],
    ...['--clearenv', '--setenv', 'LC_ALL', 'C.UTF-8', '--json-status-fd', '4'],
    // libvips keeps to its decoders that are made for hostile files, and to one thread.
    ...['--setenv', 'VIPS_BLOCK_UNTRUSTED', '1', '--setenv', 'VIPS_CONCURRENCY', '1', '--'],
    ...[`${programs}/prlimit`, `--cpu=${processorSeconds}`, `--as=${memoryBytes}`, `--nproc=${processes}`],
    ...['--fsize=0', '--core=0', `--nofile=${openFiles}`, `${programs}/${name}`, ...args],
  ]
}

/** All that comes, up to a bound; whoever says more is stopped. */
async function readBounded(from: Readable, max: number, stop: () => void): Promise<Bytes> {
  const chunks: Bytes[] = []
  let size = 0
  for await (const chunk of from as AsyncIterable<Bytes>) {
    size += chunk.length
    if (size > max) stop()
    else chunks.push(chunk)
  }
  return concat(...chunks)
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
