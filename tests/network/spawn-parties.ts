import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createPartyDatabases, migrate } from '@madoguchi/db'
import { openTestServer } from '@madoguchi/db/testing'
import { base64url, systemClock, systemRandom } from '@madoguchi/kit'
import { makeSigningKeyPem, publicBytesOf, readSigningKey, signDirectory } from '@madoguchi/messages'
import { getPartyPlan } from '@madoguchi/nation'
import { createAuthorities } from '@madoguchi/registry'
import type { Deed, PartyRole } from './party-orders.ts'

const roles: readonly PartyRole[] = ['core', 'registry', 'mihon-shi', 'mihon-kenpo']

export type Spawned = AsyncDisposable & {
  tell<T>(role: PartyRole, deed: Deed): Promise<T>
  /** kill -9, at once. */
  kill(role: PartyRole): Promise<void>
  /** Starts a killed one again, at the address that the directory names. */
  revive(role: PartyRole): Promise<void>
  /** Waits until nobody who lives is busy. */
  settle(): Promise<void>
}

/** Core, registry and two agencies, each an operating-system process with a database of its own, joined by HTTP on loopback. */
export async function spawnParties(): Promise<Spawned> {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await openTestServer())
  const databases = await createPartyDatabases({ server, parties: roles.map((role) => getPartyPlan(role).database) })
  await Promise.all(
    databases.map(({ migrateUrl }, i) =>
      migrate({ connection: migrateUrl, series: getPartyPlan(roles[i] as PartyRole).series }),
    ),
  )
  const keys = new Map(roles.map((role) => [role, makeSigningKeyPem()]))
  const offline = readSigningKey(makeSigningKeyPem())
  const children = new Map<PartyRole, Child>()
  for (const role of roles) children.set(role, stack.use(await spawnChild()))
  const at = Date.now()
  const directory = signDirectory(
    {
      network: 'separate-processes',
      version: 1,
      issuedAt: new Date(at).toISOString(),
      expiresAt: new Date(at + 3_600_000).toISOString(),
      parties: roles.map((role) => ({
        id: getPartyPlan(role).party.id,
        kind: getPartyPlan(role).kind,
        kinds: [...getPartyPlan(role).party.kinds],
        url: childOf(role).url,
        keys: [
          {
            publicKey: base64url.encode(publicBytesOf(readSigningKey(keys.get(role) ?? '').privateKey)),
            validFrom: new Date(at - 60_000).toISOString(),
            validUntil: new Date(at + 3_600_000).toISOString(),
          },
        ],
        provides: [...getPartyPlan(role).provides],
      })),
    },
    offline.privateKey,
  )
  const authorities = JSON.stringify(await createAuthorities({ clock: systemClock, random: systemRandom }))
  const starts = new Map(
    roles.map((role, i): [PartyRole, Deed] => [
      role,
      {
        do: 'start',
        role,
        runUrl: databases[i]?.runUrl ?? '',
        directory: base64url.encode(directory),
        pinnedKey: base64url.encode(publicBytesOf(offline.privateKey)),
        signingKey: keys.get(role) ?? '',
        secret: base64url.encode(new Uint8Array(randomBytes(32))),
        authorities,
      },
    ]),
  )
  await Promise.all(roles.map(startRole))

  function startRole(role: PartyRole): Promise<unknown> {
    return tell(role, starts.get(role) as Deed)
  }

  function childOf(role: PartyRole): Child {
    const child = children.get(role)
    if (child === undefined) throw new Error(`no process for ${role}`)
    return child
  }

  function tell<T>(role: PartyRole, deed: Deed): Promise<T> {
    return childOf(role).tell(deed) as Promise<T>
  }

  const owned = stack.move()
  return {
    tell,
    kill: async (role) => childOf(role)[Symbol.asyncDispose](),
    async revive(role) {
      const port = Number(new URL(childOf(role).url).port)
      children.set(role, owned.use(await spawnChild(port)))
      await startRole(role)
    },
    async settle() {
      const alive = roles.filter((role) => childOf(role).isAlive())
      for (let quiet = 0; quiet < 3; ) {
        await sleep(20)
        const idle = await Promise.all(alive.map((role) => tell<boolean>(role, { do: 'isIdle' })))
        quiet = idle.every(Boolean) ? quiet + 1 : 0
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

type Child = AsyncDisposable & { readonly url: string; isAlive(): boolean; tell(deed: Deed): Promise<unknown> }
type Reply = { listening?: string; id?: number; result?: unknown; failed?: string }

async function spawnChild(port = 0): Promise<Child> {
  const child: ChildProcess = fork(fileURLToPath(new URL('./party-process.ts', import.meta.url)), [String(port)])
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let next = 0
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`a party ended with ${code} before it listened`)))
    child.on('message', (reply: Reply) => {
      if (reply.listening !== undefined) return resolve(reply.listening)
      const asker = waiting.get(reply.id ?? -1)
      waiting.delete(reply.id ?? -1)
      if (reply.failed === undefined) asker?.resolve(reply.result)
      else asker?.reject(new Error(reply.failed))
    })
  })
  return {
    url,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    tell: (deed) =>
      new Promise((resolve, reject) => {
        const id = next++
        waiting.set(id, { resolve, reject })
        child.send({ ...deed, id })
      }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
