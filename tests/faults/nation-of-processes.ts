import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { migrate } from '@madoguchi/db'
import { AppError, base64url, systemClock, systemRandom } from '@madoguchi/kit'
import { makeSigningKeyPem, publicBytesOf, readSigningKey, signDirectory } from '@madoguchi/messages'
import { createAuthorities } from '@madoguchi/registry'
import pg from 'pg'
import type { Population, Role } from './cast.ts'
import {
  agencyRoles,
  everybody,
  makeAssessments,
  makePeople,
  makeReplicas,
  makeResidents,
  personOf,
  planOf,
  roles,
} from './cast.ts'
import type { Dice } from './dice.ts'
import { choosePorts } from './ports.ts'
import type { Child } from './processes/child.ts'
import { OrderFailed, spawnChild } from './processes/child.ts'
import type { CarrierCounts, CarrierManners, DatabaseOrder, OpenedDatabase, PartyOrder } from './processes/orders.ts'
import { politeManners } from './processes/orders.ts'

const startAgainMs = 60_000

export type Target = Role | 'postgres' | 'carrier'
export const targets: readonly Target[] = [...roles, 'postgres', 'carrier']

export type NationOfProcesses = AsyncDisposable & {
  readonly people: number
  readonly portalUrl: string
  /** What cards sign for: the portal's address in the directory. */
  readonly portalOrigin: string
  /** The folder of the database server. */
  readonly dataFolder: string
  signingKeyOf(role: Role): string
  addressOf(role: Role): string
  /** Rejects with OrderFailed when the process is dead, dies meanwhile, or says no. */
  tell<T>(role: Role, order: PartyOrder): Promise<T>
  /** Rows of a party's own database, read as that party. */
  query<Row extends object>(role: Role, text: string, values?: readonly unknown[]): Promise<Row[]>
  adminUrl(): string
  behave(manners: CarrierManners): Promise<void>
  countCarried(): Promise<CarrierCounts>
  isAlive(target: Target): boolean
  /** kill -9; with `postgres` the server, all its processes, and the process that holds it. */
  kill(target: Target): Promise<void>
  /** Starts what is dead again. A party that finds no database is tried again until it finds one. */
  revive(target: Target): Promise<void>
  /** What ended without having been killed. */
  readonly crashes: readonly string[]
}

/** Six parties, a carrier and PostgreSQL, every one an operating-system process that may die at any moment. */
export async function openNationOfProcesses(options: {
  people: number
  dice: Dice
  durability?: 'full' | 'none'
  /** Where the database server keeps its files; default: a new folder that goes with the nation. */
  dataFolder?: string
  /** How much may wait for one party before nobody may ask it anything new; as in service unless told. */
  waitingMax?: number
  /** Whom agencies know, and who is taxed; default: everybody, everywhere. */
  population?: Population
  /** The portal stands in the directory with its own address and gets its messages past the carrier, so that browsers and programs may go there. */
  isPortalDirect?: boolean
  /** Where the portal puts the mails that it sends. Default: it sends none. */
  mailFolder?: string
}): Promise<NationOfProcesses> {
  const { people, dice, durability = 'full' } = options
  await using stack = new AsyncDisposableStack()
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'madoguchi-faults-')))
  stack.defer(() => (options.dataFolder === undefined ? rm(dataFolder, { recursive: true, force: true }) : undefined))
  const ports = await choosePorts(2 * roles.length, dice)
  const portOf = (role: Role) => ports[roles.indexOf(role)] as number
  const routes = roles.map((role, i) => ({
    party: planOf(role).party.id,
    port: ports[roles.length + i] as number,
    targetPort: portOf(role),
  }))
  const urlOf = (port: number | undefined) => `http://127.0.0.1:${port}`
  const keys = new Map(roles.map((role) => [role, makeSigningKeyPem()]))
  const offline = readSigningKey(makeSigningKeyPem())
  const { isPortalDirect = false, population = everybody } = options
  const publicUrlOf = (role: Role) =>
    urlOf(isPortalDirect && role === 'portal' ? portOf(role) : routes[roles.indexOf(role)]?.port)
  const directory = signWhoIsWho(publicUrlOf, keys, offline)
  const authorities = JSON.stringify(await createAuthorities({ clock: systemClock, random: systemRandom }))
  const secrets = new Map(roles.map((role) => [role, base64url.encode(systemRandom.bytes(32))]))
  const children = new Map<Target, Child>()
  const crashes: string[] = []
  let manners: CarrierManners = politeManners
  let opened: OpenedDatabase | undefined
  stack.defer(async () => {
    await Promise.all([...children].map(([target, child]) => (target === 'postgres' ? undefined : child.kill())))
    const database = children.get('postgres')
    // A server that does not stop in good order is killed with the rest.
    await database?.tell({ do: 'stop' }).catch(killServer)
    await database?.kill()
  })

  function spawn(target: Target, file: string, args: readonly string[] = []): Child {
    const child = spawnChild({ file, args, onEnd: (complaint) => crashes.push(`${target}: ${complaint}`) })
    children.set(target, child)
    return child
  }

  function databaseOf(role: Role) {
    const found = opened?.databases[roles.indexOf(role)]
    if (found === undefined) throw new Error('the database has never been opened')
    return found
  }

  async function openDatabase(): Promise<void> {
    const order: DatabaseOrder = {
      do: 'open',
      dataFolder,
      durability,
      parties: roles.map((role) => planOf(role).database),
    }
    // A server that was killed may hold its socket's lock for a moment longer, and one on a full disk gives up: as a
    // supervisor would, start it again.
    const until = Date.now() + startAgainMs
    for (;;) {
      const child = spawn('postgres', './database-process.ts')
      try {
        opened = await child.tell<OpenedDatabase>(order)
        return
      } catch (error) {
        await child.kill()
        if (Date.now() > until) throw error
        await sleep(250)
      }
    }
  }

  async function openCarrier(): Promise<void> {
    const carrier = spawn('carrier', './carrier-process.ts')
    await carrier.tell({ do: 'open', seed: dice.below(2 ** 31), routes })
    await carrier.tell({ do: 'behave', manners })
  }

  async function openParty(role: Role): Promise<void> {
    const { migrateUrl, runUrl } = databaseOf(role)
    const start: PartyOrder = {
      do: 'start',
      role,
      runUrl,
      directory: base64url.encode(directory),
      pinnedKey: base64url.encode(publicBytesOf(offline.privateKey)),
      signingKey: keys.get(role) ?? '',
      secret: secrets.get(role) ?? '',
      authorities,
      registryUrl: urlOf(portOf('registry')),
      portalOrigin: nation.portalOrigin,
      waitingMax: options.waitingMax,
      mailFolder: options.mailFolder,
    }
    const child = spawn(role, './party-process.ts', [String(portOf(role))])
    for (;;) {
      try {
        await migrate({ connection: migrateUrl, series: planOf(role).series })
        await child.tell(start)
        return
      } catch (error) {
        const isDatabase =
          (error instanceof OrderFailed || error instanceof AppError) && error.code?.startsWith('DB_') === true
        if (!isDatabase) throw error
        await sleep(250)
      }
    }
  }

  async function killServer(): Promise<void> {
    if (opened === undefined) return
    for (const pid of [opened.postmaster, ...(await childrenOf(opened.postmaster))]) sendKill(pid)
  }

  const nation: NationOfProcesses = {
    people,
    dataFolder,
    crashes,
    portalUrl: urlOf(portOf('portal')),
    portalOrigin: publicUrlOf('portal'),
    signingKeyOf: (role) => keys.get(role) ?? '',
    addressOf: (role) => urlOf(portOf(role)),
    tell: (role, order) =>
      children.get(role)?.tell(order) ?? Promise.reject(new OrderFailed('not started', 'PROCESS_ENDED')),
    async query<Row extends object>(role: Role, text: string, values: readonly unknown[] = []) {
      const client = new pg.Client({ connectionString: databaseOf(role).runUrl, connectionTimeoutMillis: 3000 })
      client.on('error', () => {})
      await client.connect()
      try {
        return (await client.query<Row & pg.QueryResultRow>(text, [...values])).rows
      } finally {
        await client.end()
      }
    },
    adminUrl: () => opened?.adminUrl ?? '',
    async behave(next) {
      manners = next
      await children.get('carrier')?.tell({ do: 'behave', manners })
    },
    countCarried: () => children.get('carrier')?.tell({ do: 'count' }) ?? Promise.reject(new Error('no carrier')),
    isAlive: (target) => children.get(target)?.isAlive() ?? false,
    async kill(target) {
      if (target === 'postgres') await killServer()
      await children.get(target)?.kill()
    },
    async revive(target) {
      if (nation.isAlive(target)) return
      if (target === 'postgres') return openDatabase()
      if (target === 'carrier') return openCarrier()
      return openParty(target)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
  await openDatabase()
  await Promise.all([openCarrier(), ...roles.map(openParty)])
  await settleIn(nation, population)
  const owned = stack.move()
  return nation
}

function signWhoIsWho(
  urlOf: (role: Role) => string,
  keys: Map<Role, string>,
  offline: ReturnType<typeof readSigningKey>,
) {
  const at = Date.now()
  return signDirectory(
    {
      network: 'faults',
      version: 1,
      issuedAt: new Date(at).toISOString(),
      expiresAt: new Date(at + 24 * 3_600_000).toISOString(),
      parties: roles.map((role) => ({
        id: planOf(role).party.id,
        kind: planOf(role).kind,
        kinds: [...planOf(role).party.kinds],
        url: urlOf(role),
        keys: [
          {
            publicKey: base64url.encode(publicBytesOf(readSigningKey(keys.get(role) ?? '').privateKey)),
            validFrom: new Date(at - 60_000).toISOString(),
            validUntil: new Date(at + 24 * 3_600_000).toISOString(),
          },
        ],
        provides: [...planOf(role).provides],
        about: planOf(role).party.about,
      })),
    },
    offline.privateKey,
  )
}

/** Everybody gets to know the same people, and every agency its link codes for them. */
async function settleIn(nation: NationOfProcesses, { knows, taxes }: Population): Promise<void> {
  const { people } = nation
  await nation.tell('registry', { do: 'importResidents', residents: makeResidents(people) })
  for (const role of agencyRoles)
    await nation.tell(role, {
      do: 'importPeople',
      people: makePeople(role, people).filter(({ personRef }) => knows(role, personOf(personRef))),
    })
  for (const role of ['mihon-shi', 'aoba-shi'] as const)
    await nation.tell(role, {
      do: 'importMunicipality',
      data: {
        residents: [],
        assessments: makeAssessments(role, people).filter(({ personRef }) => taxes(role, personOf(personRef))),
      },
    })
  await nation.tell('mihon-kenpo', { do: 'storeReplicas', replicas: makeReplicas(people) })
  for (const role of agencyRoles) await nation.tell(role, { do: 'acquireCodes' })
  for (const role of agencyRoles) {
    while ((await nation.query(role, 'select 1 from people where link_code is null limit 1')).length > 0)
      await sleep(50)
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    // A process that has just ended has no file any more, and needs no killing.
    const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    if (Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]) === parent) found.push(Number(name))
  }
  return found
}

function sendKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
