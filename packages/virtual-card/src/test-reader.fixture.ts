import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitUntil } from '@madoguchi/kit/testing'
import { dialVpcd } from './dial-vpcd.fixture.ts'
import type { VirtualCard } from './virtual-card.ts'
import { listenForVpcd, type VpcdEvent } from './vpcd.ts'
import { serveLink } from './vpcd-link.ts'

/**
 * A port nobody uses: holding it is the lock, and the kernel lets go of it when a test dies. Below 32768, where Linux
 * hands out no ports by itself.
 */
const lockPort = 25969
const vpcdPort = 25970
const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'
const socketFolder = '/run/pcscd'
const socketPath = join(socketFolder, 'pcscd.comm')
const patiently = (what: string) => ({ what, everyMs: 50, withinMs: 120_000 })
const packages: readonly [command: string, name: string][] = [
  ['pcscd', 'pcscd'],
  ['opensc-tool', 'opensc'],
  ['openssl', 'openssl'],
]

/** Each `exec`s what follows: the process keeps its number, by which its network is found. */
const inOwnNetwork = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"']

const testReaderName = 'Test My Number Reader'

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

/** The same for a test that needs an empty reader, which takes a network of its own for pcscd. */
export function findReasonForNoEmptyReader(): string | false {
  const isAllowed = spawnSync('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up']).status === 0
  return findReasonToSkip() || (isAllowed ? false : 'needs a network of its own: run as root, with unshare and ip')
}

/**
 * Starts a pcscd of its own, with one reader on loopback that holds the card, and ends it. There can be one pcscd on a
 * host: this waits for tests that hold it, and throws when a pcscd that is not ours keeps running. A second reader,
 * named `… 00 01`, holds a blank card, or `second`. The card cannot be pulled out; see `withEmptyTestReader`. `unplug` pulls the
 * reader, card and all, and resolves when pcscd is gone: this driver cannot lose a reader without aborting it.
 */
export async function withTestReader<T>(
  card: VirtualCard,
  use: (reader: { name: string; events: readonly VpcdEvent[]; unplug: () => Promise<void> }) => Promise<T>,
  second?: VirtualCard,
): Promise<T> {
  await using cleanup = new AsyncDisposableStack()
  cleanup.defer(await lockPcscd())
  const stop = new AbortController()
  const events: VpcdEvent[] = []
  const { ended } = await listenForVpcd({
    card,
    second,
    port: vpcdPort,
    signal: stop.signal,
    onEvent: (event) => events.push(event),
  })
  cleanup.defer(async () => {
    stop.abort()
    await ended
  })
  const pcscd = await startPcscd(['pcscd'], `127.0.0.1:${vpcdPort}`)
  cleanup.defer(pcscd.end)
  async function unplug(): Promise<void> {
    stop.abort()
    await Promise.all([ended, pcscd.ended])
  }
  await waitUntil(async () => events.some(({ kind }) => kind === 'inserted'), patiently('a card that pcscd dialled'))
  // Awaited here, since clean-up starts when this function returns.
  return await use({ name: `${testReaderName} 00 00`, events, unplug })
}

/**
 * The same with an empty reader, into which cards are put and from which they are pulled. In this mode vpcd listens on
 * every address it has, so pcscd gets a network of its own in which there is loopback and nobody else.
 */
export async function withEmptyTestReader<T>(
  use: (reader: { name: string; insert: (card: VirtualCard) => { remove: () => Promise<void> } }) => Promise<T>,
): Promise<T> {
  await using cleanup = new AsyncDisposableStack()
  cleanup.defer(await lockPcscd())
  const { pid, end } = await startPcscd([...inOwnNetwork, 'pcscd'], `/dev/null:${vpcdPort}`)
  cleanup.defer(end)
  function insert(card: VirtualCard) {
    const stop = new AbortController()
    const { signal } = stop
    const ended = dialVpcd({ pid, port: vpcdPort }).then((socket) => serveLink(socket, { card, signal }))
    // Thrown by `remove`, and not unhandled before it.
    ended.catch(() => undefined)
    return {
      async remove() {
        stop.abort()
        await ended
      },
    }
  }
  return await use({ name: `${testReaderName} 00 00`, insert })
}

/** Holds the host's pcscd off, or runs one that finds no reader: what a citizen has who forgot one or the other. */
export async function withoutTestReader<T>(service: 'stopped' | 'without-reader', use: () => Promise<T>): Promise<T> {
  await using cleanup = new AsyncDisposableStack()
  cleanup.defer(await lockPcscd())
  if (service === 'without-reader') cleanup.defer((await startPcscd(['pcscd'], undefined)).end)
  return await use()
}

/** Starts pcscd with one vpcd reader, or none, and gives what ends it. */
async function startPcscd(
  [command = '', ...before]: readonly string[],
  deviceName: string | undefined,
): Promise<{ pid: number; end: () => Promise<void>; ended: Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-pcscd-'))
  await mkdir(socketFolder, { recursive: true })
  const channel = `0x${vpcdPort.toString(16)}`
  const config =
    deviceName === undefined
      ? {}
      : { FRIENDLYNAME: `"${testReaderName}"`, DEVICENAME: deviceName, LIBPATH: driver, CHANNELID: channel }
  const lines = Object.entries(config).map(([key, value]) => `${key} ${value}\n`)
  await writeFile(join(folder, 'reader'), lines.join(''))
  const pcscd = spawn(command, [...before, '--foreground', '--config', folder], { stdio: 'ignore' })
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  pcscd.once('exit', () => resolve())
  async function end(): Promise<void> {
    await endProcess(pcscd)
    await rm(folder, { recursive: true })
  }
  try {
    await waitUntil(canConnect, patiently('the socket of pcscd'))
  } catch (error) {
    await end()
    throw error
  }
  return { pid: pcscd.pid ?? 0, end, ended }
}

async function lockPcscd(): Promise<() => Promise<void>> {
  const lock = createServer()
  await waitUntil(async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    lock.once('error', () => resolve(false))
    lock.listen(lockPort, '127.0.0.1', () => resolve(true))
    return promise
  }, patiently('the end of another test that holds pcscd'))
  try {
    await waitUntil(
      async () => !(await canConnect()),
      patiently('the end of a pcscd that is not ours (stop it for these tests)'),
    )
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

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}
