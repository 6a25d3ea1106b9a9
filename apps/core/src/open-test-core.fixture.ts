import assert from 'node:assert/strict'
import type { Database } from '@madoguchi/db'
import { migrate, openDatabase } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import type { Peer, TestNetwork } from '@madoguchi/delivery/testing'
import { makeTestNetwork, openPeer } from '@madoguchi/delivery/testing'
import type { FactsView } from '@madoguchi/facts'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import type { Clock, Log } from '@madoguchi/kit'
import { base64url, dayMs, hourMs, makeId, sha256, silentLog, systemRandom, utf8 } from '@madoguchi/kit'
import type { Composed, Draft, MessageBody, Received } from '@madoguchi/messages'
import { composeInquiries, deriveReaderKey } from '@madoguchi/messages'
import type { Core } from './start.ts'
import { coreSeries, start } from './start.ts'
import type { CoreTables } from './tables.ts'

export type Asked = { readonly exchange: string; readonly ask: Composed }

/** A real core among scripted peers, for the tests of this program. */
export type TestCore = AsyncDisposable & {
  readonly test: TestNetwork
  readonly core: Core
  /** The core's own database, with the rights of its running role. */
  readonly db: Database<CoreTables>
  readonly peers: Readonly<Record<PeerName, Peer>>
  /** What the core wrote into its log: the events' names. */
  readonly logged: string[]
  post(from: PeerName, draft: Draft): Promise<void>
  /** A link code of an agency for a person, made as in service. */
  assignCode(party: PeerName, subject: string): Promise<string>
  /** The portal's link code and a mandate of twelve hours for a person. */
  grantMandate(subject: string): Promise<{ linkCode: string; mandate: string }>
  ask(from: PeerName, changes?: Partial<Question>): Promise<Asked>
  /** The last permit that a provider got for an exchange. */
  permitOf(provider: PeerName, exchange: string): Received<'permit'>
  answer(
    provider: PeerName,
    asked: Asked,
    changes?: Partial<MessageBody<'answer'>>,
    payload?: Uint8Array,
  ): Promise<void>
  closedOf(inquirer: PeerName, exchange: string): Received<'closed'>['body'] | undefined
}

const agencies = ['mihon-shi', 'aoba-shi', 'mihon-kenpo'] as const
const peerNames = ['registry', 'portal', ...agencies] as const
export type PeerName = (typeof peerNames)[number]

export type Question = {
  readonly linkCode: string
  readonly provider: string
  readonly affair: string
  readonly type: string
  readonly exchange: string
  readonly mandate: string
  readonly period: { from: string; until: string }
  readonly livesMs: number
  /** Changes `whom` before it leaves. */
  readonly forge: (whom: Draft<'whom'>) => Draft<'whom'>
}

export function subjectOf(name: string): string {
  return `sub_${base64url.encode(sha256(utf8.encode(name)))}`
}

export async function openTestCore(
  server: EmbeddedServer,
  openFacts: (clock: Clock) => FactsView = openSandboxFacts,
): Promise<TestCore> {
  const test = await makeTestNetwork({
    server,
    parties: [
      { id: 'core', kind: 'core' },
      { id: 'registry', kind: 'registry' },
      { id: 'portal', kind: 'portal', kinds: ['portal'] },
      { id: 'mihon-shi', kind: 'agency', kinds: ['municipality', 'welfare-office'], provides: ['local-tax'] },
      { id: 'aoba-shi', kind: 'agency', kinds: ['municipality'], provides: ['local-tax'], takesFilings: true },
      { id: 'mihon-kenpo', kind: 'agency', kinds: ['medical-insurer'], provides: ['medical-insurance'] },
    ],
  })
  await using stack = new AsyncDisposableStack()
  const logged: string[] = []
  const note = (event: string) => void logged.push(event)
  const log: Log = { ...silentLog, warn: note, error: note }
  const { migrateUrl, runUrl } = test.databaseOf('core')
  await migrate({ connection: migrateUrl, series: coreSeries })
  const core = stack.use(
    await start(
      { self: 'core' },
      {
        runUrl,
        directory: test.directory,
        facts: openFacts(test.clock),
        key: test.keyOf('core'),
        linkCodeKey: systemRandom.bytes(32),
        transport: test.network.transport,
        clock: test.clock,
        random: systemRandom,
        log: test.watch(log),
      },
    ),
  )
  test.join('core', core.delivery)
  const db = stack.use(openDatabase<CoreTables>({ connection: runUrl, applicationName: 'test' }))
  const opened = await Promise.all(peerNames.map(async (id) => [id, stack.use(await openPeer({ test, id }))] as const))
  const peers = Object.fromEntries(opened) as Record<PeerName, Peer>

  async function post(from: PeerName, draft: Draft): Promise<void> {
    await peers[from].delivery.transact(async (work) => work.post(draft))
    await test.settle()
  }

  const inADay = () => test.clock.now().getTime() + dayMs
  const owned = stack.move()
  return {
    test,
    core,
    db,
    peers,
    logged,
    post,
    async assignCode(party, subject) {
      const acquisition = makeId('acq')
      const body = { party, items: [{ acquisition, subject }] }
      await post('registry', { name: 'assign-code', to: 'core', body, notAfter: inADay() })
      const items = peers[party].take('code-assigned').flatMap((message) => message.body.items)
      return items.find((item) => item.acquisition === acquisition)?.linkCode ?? assert.fail('no code came')
    },
    async grantMandate(subject) {
      const acquisition = makeId('acq')
      const mandateUntil = new Date(test.clock.now().getTime() + 12 * hourMs).toISOString()
      const body = { party: 'portal', items: [{ acquisition, subject }], mandateUntil }
      await post('registry', { name: 'assign-code', to: 'core', body, notAfter: inADay() })
      const granted = peers.portal.take('mandate-granted').find((message) => message.body.acquisition === acquisition)
      return granted?.body ?? assert.fail('no mandate came')
    },
    async ask(from, changes = {}) {
      const { provider = 'aoba-shi', linkCode = '', livesMs = 7 * dayMs, forge = (whom) => whom } = changes
      const { mandate, period } = changes
      const exchange = changes.exchange ?? makeId('exc')
      const { publicKey: readerKey } = await deriveReaderKey(new Uint8Array(32), exchange)
      const { affair = from === 'portal' ? 'self-information' : 'child-allowance', type = 'local-tax' } = changes
      const [composed] = composeInquiries({
        from,
        inquiries: [
          {
            body: { exchange, affair, type, readerKey, ...(period === undefined ? {} : { period }) },
            core: 'core',
            provider,
            linkCode,
            ...(mandate === undefined ? {} : { mandate }),
            notAfter: test.clock.now().getTime() + livesMs,
          },
        ],
      })
      assert(composed)
      await post(from, forge(composed.whom))
      return { exchange, ask: composed.ask }
    },
    permitOf: (provider, exchange) =>
      peers[provider].take('permit').findLast(({ body }) => body.exchange === exchange) ??
      assert.fail('no permit came'),
    async answer(provider, { exchange, ask }, changes = {}, payload = new Uint8Array(0)) {
      const body = {
        exchange,
        askDigest: base64url.encode(ask.digest),
        outcome: payload.length > 0 ? 'answered' : 'no-data',
        hideRecord: false,
        ...(payload.length > 0 ? { sealedDigest: base64url.encode(sha256(payload)) } : {}),
        ...changes,
      } as const
      await post(provider, { name: 'answer', to: 'core', body, payload, notAfter: inADay() })
    },
    closedOf: (inquirer, exchange) =>
      peers[inquirer].take('closed').findLast(({ body }) => body.exchange === exchange)?.body,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
