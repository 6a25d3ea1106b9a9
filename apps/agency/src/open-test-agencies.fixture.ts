import assert from 'node:assert/strict'
import { migrate } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import type { Peer, TestNetwork } from '@madoguchi/delivery/testing'
import { makeTestNetwork, openPeer } from '@madoguchi/delivery/testing'
import type { FactsView } from '@madoguchi/facts'
import { getAgencyId } from '@madoguchi/facts'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import type { Bytes, Clock, Verdict } from '@madoguchi/kit'
import { base64url, dayMs, makeId, silentLog, systemRandom } from '@madoguchi/kit'
import type { Draft, MessageBody, OpenedAnswer, Received, Signed } from '@madoguchi/messages'
import { deriveReaderKey, openAnswer, openEnclosure, signBatch } from '@madoguchi/messages'
import pg from 'pg'
import type { Scanner } from './attachments/scan/scan-bytes.ts'
import type { OwnHandlings } from './cases/handled-procedures.ts'
import type { Connector } from './connector.ts'
import { makeMunicipality } from './connectors/municipality.ts'
import { makeReplicaStore } from './connectors/replica.ts'
import type { SignerTrust } from './filings/judge-form.ts'
import type { AgencySeal } from './notices/seal-document.ts'
import type { Agency } from './start.ts'
import { listAgencySeries, start } from './start.ts'

export type Permitted = { readonly exchange: string; readonly ask: Signed; readonly permit: Draft<'permit'> }
export type PermitChanges = {
  readonly from: 'portal' | 'aoba-shi'
  readonly type: string
  readonly period: { from: string; until: string }
  readonly livesMs: number
  readonly exchange: string
  readonly body: Partial<MessageBody<'permit'>>
  /** How many permits leave in one batch; one unless told. */
  readonly copies: number
}
type Provider = 'mihon-shi' | 'mihon-kenpo'

/** Two real agencies, one on tax tables and one on replicas, among a scripted core, registry and inquirers. */
export type TestAgencies = AsyncDisposable & {
  readonly test: TestNetwork
  readonly shi: Agency
  readonly kenpo: Agency
  /** What an agency's own keys are derived from. */
  readerSecretOf(provider: Provider): Bytes
  /** What the two logged at error. */
  readonly logged: readonly string[]
  readonly peers: Readonly<Record<'core' | 'registry' | 'portal' | 'aoba-shi', Peer>>
  /** Another copy of the program of `mihon-shi`, on the same database; whoever sends still finds the first. */
  openCopy(): Promise<Agency>
  /** Posts messages from the core, in one transaction. */
  post(...drafts: Draft[]): Promise<void>
  /** Acquires codes for everybody new at the agency, as registry and core would; gives them by resident code. */
  assignCodes(provider: Provider): Promise<ReadonlyMap<string, string>>
  permit(provider: Provider, linkCode: string, changes?: Partial<PermitChanges>): Promise<Permitted>
  /** The same for several people in one batch. */
  permitMany(provider: Provider, linkCodes: readonly string[]): Promise<Permitted[]>
  /** The same for one person and several types. */
  permitTypes(provider: Provider, linkCode: string, types: readonly string[]): Promise<Permitted[]>
  /** What the core was given about an exchange, and beside it the mark that it keeps to itself. */
  answersTo(exchange: string): (Received<'answer'> & { readonly record: 'open' | 'hide' })[]
  /** Lends a connection of the role that owns the database of `mihon-shi`. */
  asOwner(use: (owner: pg.Client) => Promise<void>): Promise<void>
  /** Meanwhile nothing can be written of officers at `mihon-shi`. */
  withoutAudit(use: () => Promise<void>): Promise<void>
  open(provider: Provider, permitted: Permitted): Promise<Verdict<OpenedAnswer, 'SEAL_BROKEN'>>
}

/** What the scripted inquirers make their reader keys from. */
const readerSecret = new Uint8Array(32).fill(5)

export async function openTestAgencies(
  server: EmbeddedServer,
  given: {
    waitingMax?: number
    changeConnector?: (connector: Connector) => Connector
    openFacts?: (clock: Clock) => FactsView
    /** How many days the key of `mihon-kenpo` is good. */
    kenpoKeyDays?: number
    /** Where officers find the desks: two agencies with one name in the browser. */
    deskOrigin?: string
    /** Where `mihon-shi` keeps what is filed with it. */
    filings?: { folder: string; trust: SignerTrust; scanner?: Scanner }
    /** What the two handle otherwise than usual. */
    handlings?: OwnHandlings
    /** What the two seal their 通知書 with. */
    seal?: AgencySeal
  } = {},
): Promise<TestAgencies> {
  const {
    changeConnector = (own) => own,
    openFacts = openSandboxFacts,
    kenpoKeyDays = 90,
    deskOrigin,
    filings,
    ...options
  } = given
  const test = await makeTestNetwork({
    server,
    parties: [
      { id: 'core', kind: 'core' },
      { id: 'registry', kind: 'registry' },
      { id: 'portal', kind: 'portal', kinds: ['portal'] },
      { id: 'aoba-shi', kind: 'agency', kinds: ['municipality'], provides: ['local-tax'] },
      {
        id: 'mihon-shi',
        about: { name: 'みほん市', kana: 'ミホンシ' },
        kind: 'agency',
        kinds: ['municipality'],
        municipality: '482013',
        provides: ['local-tax'],
      },
      {
        id: 'mihon-kenpo',
        kind: 'agency',
        kinds: ['medical-insurer', 'pension-service'],
        provides: ['medical-insurance'],
        keyDays: kenpoKeyDays,
      },
    ],
  })
  await using stack = new AsyncDisposableStack()

  const readerSecrets = { 'mihon-shi': systemRandom.bytes(32), 'mihon-kenpo': systemRandom.bytes(32) }
  const logged: string[] = []
  async function open(self: Provider): Promise<Agency> {
    const agency = stack.use(await openProgram(self))
    test.join(self, agency.delivery)
    return agency
  }

  async function openProgram(self: Provider): Promise<Agency> {
    const id = getAgencyId(self)
    const { migrateUrl, runUrl } = test.databaseOf(self)
    const own = self === 'mihon-shi' ? makeMunicipality(id) : makeReplicaStore(id, ['medical-insurance'])
    const connector = changeConnector(own)
    await migrate({ connection: migrateUrl, series: listAgencySeries(connector) })
    return start(
      { self, core: 'core', registry: 'registry' },
      {
        runUrl,
        directory: test.directory,
        facts: openFacts(test.clock),
        key: test.keyOf(self),
        readerSecret: readerSecrets[self],
        connector,
        transport: test.network.transport,
        fetchPart: test.network.fetchPartAs(self),
        ...(self === 'mihon-shi' ? { filings } : {}),
        clock: test.clock,
        ...options,
        random: systemRandom,
        log: test.watch({
          ...silentLog,
          error: (event, facts) => void logged.push(`${event} ${JSON.stringify(facts)}`),
        }),
        ...(deskOrigin === undefined ? {} : { desk: { origin: deskOrigin, mode: 'sandbox' as const } }),
        readSecondClock: async () => test.clock.now(),
        sweeps: false,
      },
    )
  }

  const [shi, kenpo] = [await open('mihon-shi'), await open('mihon-kenpo')]
  const peer = async (id: string) => stack.use(await openPeer({ test, id }))
  const peers = {
    core: await peer('core'),
    registry: await peer('registry'),
    portal: await peer('portal'),
    'aoba-shi': await peer('aoba-shi'),
  }
  const inDays = (days: number) => test.clock.now().getTime() + days * dayMs

  async function post(...drafts: Draft[]): Promise<void> {
    await peers.core.delivery.transact(async (work) => {
      for (const draft of drafts) work.post(draft)
    })
    await test.settle()
  }

  async function makePermit(
    provider: Provider,
    linkCode: string,
    changes: Partial<PermitChanges> = {},
  ): Promise<Permitted> {
    const { from = 'portal', livesMs = 7 * dayMs, exchange = makeId('exc'), period } = changes
    const notAfter = test.clock.now().getTime() + livesMs
    const { publicKey: readerKey } = await deriveReaderKey(readerSecret, exchange)
    const affair = from === 'portal' ? 'self-information' : 'child-allowance'
    const type = changes.type ?? (provider === 'mihon-shi' ? 'local-tax' : 'medical-insurance')
    const body = { exchange, affair, type, readerKey, ...(period === undefined ? {} : { period }) }
    const drafts = [{ name: 'ask', to: provider, body, notAfter } as const]
    const [ask] = signBatch({ from, key: test.keyOf(from), drafts })
    assert(ask)
    const permit: Draft<'permit'> = {
      name: 'permit',
      to: provider,
      body: {
        exchange,
        linkCode,
        inquirer: from,
        askDigest: base64url.encode(ask.digest),
        basis: from === 'portal' ? 'self' : '74',
        expiresAt: new Date(notAfter).toISOString(),
        ...changes.body,
      },
      enclosures: [ask.bytes],
      notAfter,
    }
    return { exchange, ask, permit }
  }

  function answersTo(exchange: string) {
    const provided = peers.core.take('provide').filter(({ body }) => body.exchange === exchange)
    return provided.map((message) => {
      const { verifier } = peers.core.delivery
      const answer = openEnclosure({ message, name: 'answer', verifier, at: test.clock.now() })
      assert(answer.ok && answer.value.body.exchange === exchange && !answer.value.body.hideRecord)
      return { ...answer.value, record: message.body.record }
    })
  }

  async function asOwner(use: (owner: pg.Client) => Promise<void>): Promise<void> {
    const owner = new pg.Client({ connectionString: test.databaseOf('mihon-shi').migrateUrl })
    await owner.connect()
    try {
      await use(owner)
    } finally {
      await owner.end()
    }
  }

  const owned = stack.move()
  return {
    test,
    asOwner,
    withoutAudit: (use) =>
      asOwner(async (owner) => {
        await owner.query('alter table desk_audit rename to desk_audit_away')
        await use()
        await owner.query('alter table desk_audit_away rename to desk_audit')
      }),
    shi,
    kenpo,
    openCopy: () => openProgram('mihon-shi'),
    readerSecretOf: (provider) => readerSecrets[provider],
    logged,
    peers,
    post,
    async assignCodes(provider) {
      const agency = provider === 'mihon-shi' ? shi : kenpo
      const before = peers.registry.take('acquire-code').length
      await agency.acquireCodes()
      await test.settle()
      const asked = peers.registry.take('acquire-code').slice(before)
      const items = asked.flatMap(({ body }) => body.items).map((item) => ({ ...item, linkCode: makeLinkCode() }))
      const assigned = items.map(({ acquisition, linkCode }) => ({ acquisition, linkCode }))
      await post({ name: 'code-assigned', to: provider, body: { items: assigned }, notAfter: inDays(1) })
      return new Map(items.map(({ residentCode, linkCode }) => [residentCode, linkCode]))
    },
    async permit(provider, linkCode, changes = {}) {
      const permitted = await makePermit(provider, linkCode, changes)
      await post(...Array.from({ length: changes.copies ?? 1 }, () => permitted.permit))
      return permitted
    },
    async permitMany(provider, linkCodes) {
      const permitted = await Promise.all(linkCodes.map((linkCode) => makePermit(provider, linkCode)))
      await post(...permitted.map(({ permit }) => permit))
      return permitted
    },
    async permitTypes(provider, linkCode, types) {
      const permitted = await Promise.all(types.map((type) => makePermit(provider, linkCode, { type })))
      await post(...permitted.map(({ permit }) => permit))
      return permitted
    },
    answersTo,
    async open(provider, { exchange, ask }) {
      const answer = answersTo(exchange).at(-1)
      return openAnswer({
        sealed: answer?.payload ?? new Uint8Array(),
        readerKey: await deriveReaderKey(readerSecret, exchange),
        exchange,
        askDigest: ask.digest,
        provider,
        verifier: peers.portal.delivery.verifier,
        at: test.clock.now(),
      })
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

export function makeLinkCode(): string {
  const bytes: Bytes = systemRandom.bytes(32)
  return `1.${base64url.encode(bytes)}`
}
