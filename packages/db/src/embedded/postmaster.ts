import { execFile } from 'node:child_process'
import { readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { AppError, secondMs } from '@madoguchi/kit'
import { findText } from '@madoguchi/kit/files'
import { childEnv } from './run-as.ts'

/** What a running server writes about itself into its folder. */
type Postmaster = { readonly pid: number; readonly socketFolder: string; readonly status: string }

/** The server that runs on this cluster, verified to be that and not a stranger who was given its process id. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const found = await readPostmasterFile(cluster)
  return found !== undefined && (await isServerOf(found.pid, cluster)) ? found : undefined
}

export async function readPostmasterFile(cluster: string): Promise<Postmaster | undefined> {
  const lines = (await findText(join(cluster, 'postmaster.pid')))?.split('\n') ?? []
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined
  return { pid, socketFolder: lines[4] ?? '', status: (lines[7] ?? '').trim() }
}

/** Only when `findPostmaster` found nobody: PostgreSQL itself would take any process with the old id for a server. */
export async function removeStalePostmasterFile(cluster: string): Promise<void> {
  await rm(join(cluster, 'postmaster.pid'), { force: true })
}

/** PostgreSQL works inside its data folder, which tells it from every other process. */
export async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === cluster
  const command = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)], { env: childEnv })
    .then(({ stdout }) => stdout)
    .catch(() => '')
  return command.includes('postgres') && command.includes(cluster)
}

/**
 * Stops a server: fast (sessions end, everything is written), then at once (the next start recovers), then by force.
 * Returns when it has gone. Throws DB_SERVER_FAILED when it does not go.
 */
export async function stopPostmaster(pid: number, cluster: string, firstSignal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  const steps = [
    { signal: 'SIGINT', waitMs: 15 * secondMs },
    { signal: 'SIGQUIT', waitMs: 5 * secondMs },
    { signal: 'SIGKILL', waitMs: 5 * secondMs },
  ] as const
  for (const { signal, waitMs } of steps.slice(firstSignal === 'SIGINT' ? 0 : 1)) {
    if (!(await isServerOf(pid, cluster))) return
    sendSignal(pid, signal)
    const endAt = performance.now() + waitMs
    while (performance.now() < endAt) {
      if (!(await isServerOf(pid, cluster))) return
      await sleep(5)
    }
  }
  throw new AppError('DB_SERVER_FAILED', `The PostgreSQL server with process id ${pid} does not end.`, {
    facts: { pid },
  })
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
