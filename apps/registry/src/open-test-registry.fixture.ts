import type { KeyObject } from 'node:crypto'
import { sign } from 'node:crypto'
import { composeStatement } from '@madoguchi/card'
import type { Database } from '@madoguchi/db'
import { migrate, openDatabase } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import type { Peer, TestNetwork } from '@madoguchi/delivery/testing'
import { makeTestNetwork, openPeer } from '@madoguchi/delivery/testing'
import type { Bytes } from '@madoguchi/kit'
import { base64url, makeId, minuteMs, silentLog, systemRandom } from '@madoguchi/kit'
import type { Draft, MessageBody } from '@madoguchi/messages'
import type { Authorities } from './authorities.ts'
import { createAuthorities, readAuthorities } from './authorities.ts'
import type { ResidentIdentity } from './import-residents.ts'
import { registrySeries } from './open-desk.ts'
import type { Registry } from './start.ts'
import { start } from './start.ts'
import type { RegistryTables } from './tables.ts'

const portalUrl = 'https://portal.example'
export const taro: ResidentIdentity = {
  residentCode: '10000000001',
  name: '見本 太郎',
  address: 'みほん県みほん市本町一丁目1番地',
  birthDate: '1990-04-01',
  sex: '1',
}

/** A real registry with its two CAs, among a scripted core, portals and an agency. */
export type TestRegistry = AsyncDisposable & {
  readonly test: TestNetwork
  readonly registry: Registry
  readonly authorities: Authorities
  readonly db: Database<RegistryTables>
  readonly peers: Readonly<Record<'core' | 'portal' | 'other-portal' | 'mihon-shi', Peer>>
  post(from: 'portal' | 'other-portal' | 'mihon-shi', ...drafts: Draft[]): Promise<void>
}

export async function openTestRegistry(server: EmbeddedServer): Promise<TestRegistry> {
  const test = await makeTestNetwork({
    server,
    parties: [
      { id: 'core', kind: 'core' },
      { id: 'registry', kind: 'registry' },
      { id: 'portal', kind: 'portal', kinds: ['portal'], url: portalUrl },
      { id: 'other-portal', kind: 'portal', kinds: ['portal'], url: 'https://other.example' },
      { id: 'mihon-shi', kind: 'agency', kinds: ['municipality'] },
    ],
  })
  await using stack = new AsyncDisposableStack()
  const stored = await createAuthorities({ clock: test.clock, random: systemRandom })
  const { migrateUrl, runUrl } = test.databaseOf('registry')
  await migrate({ connection: migrateUrl, series: registrySeries })
  const registry = stack.use(
    await start(
      { self: 'registry', core: 'core' },
      {
        runUrl,
        directory: test.directory,
        key: test.keyOf('registry'),
        authorities: stored,
        subjectKey: systemRandom.bytes(32),
        transport: test.network.transport,
        clock: test.clock,
        random: systemRandom,
        log: test.watch(silentLog),
      },
    ),
  )
  test.join('registry', registry.delivery)
  await registry.importResidents([taro])
  const peer = async (id: string) => stack.use(await openPeer({ test, id }))
  const peers = {
    core: await peer('core'),
    portal: await peer('portal'),
    'other-portal': await peer('other-portal'),
    'mihon-shi': await peer('mihon-shi'),
  }
  const db = stack.use(openDatabase<RegistryTables>({ connection: runUrl, applicationName: 'test' }))
  const owned = stack.move()
  return {
    test,
    registry,
    authorities: readAuthorities(stored),
    db,
    peers,
    async post(from, ...drafts) {
      await peers[from].delivery.transact(async (work) => {
        for (const draft of drafts) work.post(draft)
      })
      await test.settle()
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** What a portal shows of a log-in: the statement of its own origin, signed as the card would. */
export function presentCard(options: {
  certificate: Bytes
  privateKey: KeyObject
  at: Date
  purpose?: 'login' | 'approve'
  origin?: string
  challenge?: Bytes
  changes?: Partial<MessageBody<'present-card'>>
}): Draft<'present-card'> {
  const { certificate, privateKey, purpose = 'login', origin = portalUrl } = options
  const challenge = options.challenge ?? systemRandom.bytes(32)
  const signature = new Uint8Array(sign('sha256', composeStatement({ purpose, origin, challenge }), privateKey))
  return {
    name: 'present-card',
    to: 'registry',
    body: {
      acquisition: makeId('acq'),
      certificate: base64url.encode(certificate),
      signature: base64url.encode(signature),
      origin,
      challenge: base64url.encode(challenge),
      ...options.changes,
    },
    notAfter: options.at.getTime() + minuteMs,
  }
}
