import { createPublicKey } from 'node:crypto'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import type { FetchPart } from '@madoguchi/delivery'
import { getAgencyId } from '@madoguchi/facts'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import { hex, makeTestClock, silentLog, systemRandom } from '@madoguchi/kit'
import { openDirectory, readSigningKey } from '@madoguchi/messages'
import pg from 'pg'
import { cutUp } from './sent-filings.fixture.ts'

/** What an agency in a process of its own does before it is killed with -9, or until it is through. */
export type Order = {
  readonly runUrl: string
  readonly directory: string
  readonly pinnedKeyPem: string
  readonly keyPem: string
  readonly secret: string
  readonly folder: string
  /** Has sealed parts, each in a file that is called as its digest. */
  readonly portalFolder: string
  readonly at: string
  /** Batches of the core, hex: first those that come again, then the one that counts. */
  readonly before: readonly string[]
  readonly batch?: string
  /** How many steps it lives; without it all. */
  readonly lives?: number
}

let steps: string[] | undefined
let lives: number | undefined

/** What lasts beyond a killed process, by its name: whoever does it says so here, since it is asked where it happens. */
function step<T>(name: string, act: () => T): T {
  const result = act()
  if (steps === undefined) return result
  const note = () => {
    steps?.push(name)
    if (steps?.length === lives) process.kill(process.pid, 'SIGKILL')
  }
  if (result instanceof Promise)
    return result.then((value) => {
      note()
      return value
    }) as T
  note()
  return result
}

/** Every commit: of a transaction, and of a statement that writes by itself. */
function watchCommits(): void {
  const inTransaction = new WeakSet<object>()
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (
    this: pg.Client,
    asked: { text?: string; callback?: (...of: unknown[]) => void },
  ) {
    const text = (asked.text ?? '').trimStart().toLowerCase()
    if (/^(begin|start transaction)/.test(text)) inTransaction.add(this)
    const ends = /^(commit|rollback)/.test(text)
    const writes = /^(insert|update|delete|with)/.test(text) && !inTransaction.has(this)
    if (ends) inTransaction.delete(this)
    if ((text.startsWith('commit') || writes) && asked.callback !== undefined) {
      const { callback } = asked
      const name = text.startsWith('commit') ? 'commit' : `commit of ${text.split(/\s+/, 2).join(' ')}`
      asked.callback = (...answer) => void step(name, () => callback(...answer))
    }
    return Reflect.apply(query, this, [asked])
  } as typeof query
}

/** Every file that is synced, renamed or removed. */
async function watchDisk(): Promise<void> {
  const handle = await fs.promises.open(process.execPath, 'r')
  const file = Object.getPrototypeOf(handle)
  await handle.close()
  const { sync } = file
  file.sync = function () {
    return step('fsync', () => sync.call(this))
  }
  const { rename, rm } = fs.promises
  fs.promises.rename = (from, to) => step('rename', () => rename(from, to))
  fs.promises.rm = (path, options) => step('rm', () => rm(path, options))
  syncBuiltinESMExports()
}

function makeFetch(folder: string): FetchPart {
  return ({ digest, offset }) =>
    step('fetch', async () => {
      async function* give() {
        let first = true
        for await (const chunk of cutUp(fs.readFileSync(join(folder, digest)), offset)) {
          yield chunk
          // It is written by now.
          if (first) step('written', () => {})
          first = false
        }
      }
      return give()
    })
}

async function live(order: Order): Promise<void> {
  watchCommits()
  await watchDisk()
  const { start } = await import('./start.ts')
  const { makeMunicipality } = await import('./connectors/municipality.ts')
  const clock = makeTestClock(order.at)
  const pinnedKey = createPublicKey(order.pinnedKeyPem)
  const agency = await start(
    { self: 'mihon-shi', core: 'core', registry: 'registry' },
    {
      runUrl: order.runUrl,
      directory: openDirectory({ bytes: hex.decode(order.directory), pinnedKey, clock }),
      facts: openSandboxFacts(clock),
      key: readSigningKey(order.keyPem),
      readerSecret: hex.decode(order.secret),
      connector: makeMunicipality(getAgencyId('mihon-shi')),
      // The core is away: what leaves stays in the outbox.
      transport: { send: () => new Promise(() => {}) },
      fetchPart: makeFetch(order.portalFolder),
      filings: { folder: order.folder, trust: { anchors: [], loadCrl: () => Promise.reject(new Error('no list')) } },
      clock,
      random: systemRandom,
      log: silentLog,
      sweeps: false,
    },
  )
  await agency.filings?.keepKeys()
  for (const batch of order.before) await agency.delivery.receive(hex.decode(batch))
  await agency.filings?.take()
  steps = []
  lives = order.lives
  if (order.batch !== undefined) await agency.delivery.receive(hex.decode(order.batch))
  await agency.filings?.take()
  process.send?.(steps, () => process.exit(0))
}

process.once('message', (order: Order) => void live(order))
