import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BusinessData } from '@madoguchi/nation'
import pg from 'pg'
import { openServer } from '../open-server.ts'
import type { Role } from './cast.ts'
import { cast, idOf, roles } from './cast.ts'
import { readProcessorMs, readServerMs } from './processor-time.ts'
import type { RunningAsker, RunningProgram } from './program.ts'
import { buildAll, startAsker, startProgram } from './program.ts'
import type { Place } from './set-up.ts'
import { importDrawn, setUp, waitUntilReady } from './set-up.ts'

export type Spent = Readonly<Record<Role | 'postgres', number>>

export type Network = AsyncDisposable & {
  readonly place: Place
  readonly asker: RunningAsker
  /** References at the asker of people whom both have link codes for, and about whom the provider has an answer. */
  readonly people: readonly string[]
  /** The core's own URL of the one server, for measuring what that can do. */
  readonly coreUrl: string
  /** Processor time of every program and of the database server since they started. Milliseconds. */
  readSpent(): Promise<Spent>
}

/**
 * Core, registry, two agencies and a portal, built as a service runs them, each an operating-system process with keys and
 * a database of its own, joined by TLS 1.3, on one PostgreSQL that waits for the disk. `NODE_OPTIONS=--cpu-prof` reaches
 * all of them.
 */
export async function openNetwork(makeFolder: () => Promise<string>): Promise<Network> {
  await using stack = new AsyncDisposableStack()
  const server = await openServer(stack, await makeFolder())
  const place = await setUp({ folder: await makeFolder(), adminUrl: server.adminUrl })
  const { at, configOf } = place
  const logOf = (role: Role) => at(role, 'log')
  const built = await buildAll(await makeFolder())
  const running = new Map<Role, RunningProgram>()
  for (const role of roles) {
    if (role === 'asker') continue
    const { program } = cast[role]
    running.set(role, stack.use(await startProgram({ built, name: program, config: configOf(role), log: logOf(role) })))
  }
  const asker = stack.use(await startAsker({ built, config: configOf('asker'), log: logOf('asker') }))
  running.set('asker', asker)
  for (const role of roles) await waitUntilReady(place, role)
  const pids = [...running].map(([role, { pid }]) => `${role} ${pid}`)
  process.stderr.write(`  separate processes: ${pids.join(', ')}, postgres ${server.pid}; people come in …\n`)
  await importDrawn(place)
  const people = await findPeople(place)

  const owned = stack.move()
  return {
    place,
    asker,
    people,
    coreUrl: await readUrl(place, 'core'),
    async readSpent() {
      const own = await Promise.all(
        [...running].map(async ([role, { pid }]) => [role, await readProcessorMs(pid)] as const),
      )
      return { ...Object.fromEntries(own), postgres: await readServerMs(server.pid) } as Spent
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function findPeople(place: Place): Promise<string[]> {
  const data = JSON.parse(await readFile(place.at('population', `${idOf('provider')}.json`), 'utf8')) as BusinessData
  const insured = new Set(data.replicas?.map(({ personRef }) => personRef))
  const ofProvider = await waitForCodes(place, 'provider')
  const ofAsker = await waitForCodes(place, 'asker')
  const shared = new Set(
    ofProvider.filter(({ person_ref }) => insured.has(person_ref)).map(({ resident_code }) => resident_code),
  )
  return ofAsker.filter(({ resident_code }) => shared.has(resident_code)).map(({ person_ref }) => person_ref)
}

/** Everybody an agency knows, as soon as it has a link code for each. */
async function waitForCodes(place: Place, role: Role): Promise<{ person_ref: string; resident_code: string }[]> {
  const client = new pg.Client({ connectionString: await readUrl(place, role) })
  await client.connect()
  try {
    while ((await client.query('select from people where link_code is null limit 1')).rows.length > 0) await sleep(100)
    return (await client.query('select person_ref, resident_code from people order by person_ref')).rows
  } finally {
    await client.end()
  }
}

async function readUrl({ at }: Place, role: Role): Promise<string> {
  return (await readFile(at(role, 'database-url'), 'utf8')).trim()
}

/** What lay between two readings, a share for each of `count`. */
export function divideSpent({ before, after, count }: { before: Spent; after: Spent; count: number }): Spent {
  const names = Object.keys(before) as (keyof Spent)[]
  return Object.fromEntries(names.map((name) => [name, (after[name] - before[name]) / count])) as Spent
}
