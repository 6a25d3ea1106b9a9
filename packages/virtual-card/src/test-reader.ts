import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { VirtualCard } from './virtual-card.ts'
import { listenForVpcd, type VpcdEvent } from './vpcd.ts'

/** A port nobody uses: holding it is the lock, and the kernel lets go of it when a test dies. */
const lockPort = 35969
const vpcdPort = 35970
const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'
const socketFolder = '/run/pcscd'
const socketPath = join(socketFolder, 'pcscd.comm')
const waitMs = 120_000
const packages: readonly [command: string, name: string][] = [
  ['pcscd', 'pcscd'],
  ['opensc-tool', 'opensc'],
  ['openssl', 'openssl'],
]

export const testReaderName = 'Test My Number Reader'

/** Why a test with real PC/SC cannot run here, with the remedy; false when it can. For `{ skip }` of node:test. */
export function findReasonToSkip(): string | false {
  const missing = packages.filter(([command]) => spawnSync('which', [command]).status !== 0).map(([, name]) => name)
  if (!existsSync(driver)) missing.push('vsmartcard-vpcd')
  if (missing.length > 0) return `needs ${missing.join(', ')}: apt-get install ${missing.join(' ')}`
  try {
    accessSync(existsSync(socketFolder) ? socketFolder : '/run', constants.W_OK)
    return false
  } catch {
    return `needs to write in ${socketFolder}: run as root`
  }
}

/**
 * Starts a pcscd of its own, with one reader on loopback that holds the card, and ends it. There can be one pcscd on a
 * host: this waits for tests that hold it, and throws when a pcscd that is not ours keeps running.
 */
export async function withTestReader<T>(
  card: VirtualCard,
  use: (reader: { name: string; events: readonly VpcdEvent[] }) => Promise<T>,
): Promise<T> {
  await using cleanup = new AsyncDisposableStack()
  cleanup.defer(await lockPcscd())
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-pcscd-'))
  cleanup.defer(() => rm(folder, { recursive: true }))
  await mkdir(socketFolder, { recursive: true })
  await writeFile(join(folder, 'reader'), encodeReaderConfig())
  const stop = new AbortController()
  const events: VpcdEvent[] = []
  const { ended } = await listenForVpcd({
    card,
    port: vpcdPort,
    signal: stop.signal,
    onEvent: (event) => events.push(event),
  })
  cleanup.defer(async () => {
    stop.abort()
    await ended
  })
  const pcscd = spawn('pcscd', ['--foreground', '--config', folder], { stdio: 'ignore' })
  cleanup.defer(() => endProcess(pcscd))
  await waitUntil(canConnect, 'pcscd did not open its socket')
  await waitUntil(async () => events.some(({ kind }) => kind === 'inserted'), 'pcscd did not dial the card')
  // Awaited here, since clean-up starts when this function returns.
  return await use({ name: `${testReaderName} 00 00`, events })
}

function encodeReaderConfig(): string {
  return `FRIENDLYNAME "${testReaderName}"
DEVICENAME 127.0.0.1:${vpcdPort}
LIBPATH ${driver}
CHANNELID 0x8C82
`
}

async function lockPcscd(): Promise<() => Promise<void>> {
  const lock = createServer()
  await waitUntil(async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    lock.once('error', () => resolve(false))
    lock.listen(lockPort, '127.0.0.1', () => resolve(true))
    return promise
  }, 'another test holds pcscd')
  try {
    await waitUntil(async () => !(await canConnect()), 'a pcscd that is not ours is running; stop it for these tests')
  } catch (error) {
    lock.close()
    throw error
  }
  return async () => {
    lock.close()
    await once(lock, 'close')
  }
}

async function canConnect(): Promise<boolean> {
  if (!existsSync(socketPath)) return false
  const socket = connect(socketPath)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  socket.once('connect', () => resolve(true))
  socket.once('error', () => resolve(false))
  const isConnected = await promise
  socket.destroy()
  return isConnected
}

async function waitUntil(isTrue: () => Promise<boolean>, otherwise: string): Promise<void> {
  const giveUpAt = performance.now() + waitMs
  while (!(await isTrue())) {
    if (performance.now() > giveUpAt) throw new Error(otherwise)
    await sleep(50)
  }
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}
