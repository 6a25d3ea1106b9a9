import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hex } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { latin1 } from '../hostile-files.fixture.ts'
import type { Scanner } from './scan-bytes.ts'

const program = '/usr/sbin/clamd'
export const hasClamd = existsSync(program)

/** What the signature of these tests is for: put together here, so that no file of ours holds it. */
export const harm = latin1(['madoguchi', 'does', 'no', 'harm', 'but', 'is', 'found'].join('~'))
export const harmName = 'Madoguchi.Test.Harm.UNOFFICIAL'

/** The real daemon with one signature of our own, on a socket in a folder of its own. */
export async function openClamd(): Promise<{ scanner: Scanner } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-clamd-'))
  const socket = join(folder, 'clamd.ctl')
  const signatures = join(folder, 'signatures')
  await mkdir(signatures)
  await writeFile(join(signatures, 'own.ndb'), `Madoguchi.Test.Harm:0:*:${hex.encode(harm)}\n`)
  const lines = [`LocalSocket ${socket}`, `DatabaseDirectory ${signatures}`, `TemporaryDirectory ${folder}`]
  const more = ['Foreground yes', 'StreamMaxLength 1M', 'MaxThreads 2', 'AlertExceedsMax yes', 'FixStaleSocket yes']
  await writeFile(join(folder, 'clamd.conf'), `${[...lines, ...more].join('\n')}\n`)
  const child = spawn(program, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await waitUntil(() => isListening(socket))
  return {
    scanner: { path: socket },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true })
    },
  }
}

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path })
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}
