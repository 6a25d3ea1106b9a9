import { once } from 'node:events'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, minuteMs, secondMs } from '@madoguchi/kit'
import type { Binaries } from './binaries.ts'
import type { ClusterFolder } from './data-folder.ts'
import { readPostmasterFile } from './postmaster.ts'
import type { RunAs } from './run-as.ts'
import { spawnProgram } from './run-postgres-tool.ts'
import type { Durability } from './settings.ts'
import { makeServerArguments } from './settings.ts'

type Options = {
  folder: ClusterFolder
  binaries: Binaries
  runAs: RunAs
  socketFolder: string
  durability: Durability
  onEnd: (code: number | null, signal: string | null) => void
}

/** After a crash it reads its log again, which takes time in proportion to what was written since the last checkpoint. */
const readyWaitMs = 5 * minuteMs
const retryMs = 10 * secondMs
const serverLogBytesMax = 4 * 1024 * 1024

/** Starts the server and waits until it takes connections. Returns its process id. Throws DB_SERVER_FAILED. */
export async function startPostmaster(options: Options): Promise<number> {
  const retryUntil = performance.now() + retryMs
  await rotateLog(options.folder.serverLog)
  for (;;) {
    const outcome = await tryStart(options)
    if (typeof outcome === 'number') return outcome
    // A server that was killed leaves children that hold its memory, and its own number, for a moment longer.
    const isPassing = /shared memory block|is another postmaster|lock file .* already exists/.test(outcome)
    if (!isPassing || performance.now() > retryUntil) {
      throw new AppError('DB_SERVER_FAILED', 'PostgreSQL did not start; server.log in the data folder says why.', {
        cause: new Error(outcome),
      })
    }
    await sleep(100)
  }
}

async function tryStart(options: Options): Promise<number | string> {
  const { folder } = options
  const log = await open(folder.serverLog, 'a', 0o600)
  const from = (await log.stat()).size
  try {
    const child = spawnProgram({
      ...options,
      name: 'postgres',
      cwd: folder.cluster,
      args: makeServerArguments({ ...options, cluster: folder.cluster, version: options.binaries.version }),
      // A session of its own: Ctrl-C in a terminal is for us, and we stop the server when we are done with it.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    const failed = once(child, 'exit').then(
      () => true,
      () => true,
    )
    const endAt = performance.now() + readyWaitMs
    while (performance.now() < endAt) {
      const written = await readPostmasterFile(folder.cluster)
      if (child.pid !== undefined && written?.pid === child.pid && written.status === 'ready') {
        child.on('exit', options.onEnd)
        child.unref()
        return child.pid
      }
      if (await Promise.race([failed, sleep(5, false)])) break
    }
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGQUIT')
    await failed
    return (await readFile(folder.serverLog)).subarray(from).toString('utf8') || 'PostgreSQL said nothing.'
  } finally {
    await log.close()
  }
}

async function rotateLog(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > serverLogBytesMax) await rename(path, `${path}.1`)
}
