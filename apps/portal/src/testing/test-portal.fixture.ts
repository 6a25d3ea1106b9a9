import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPartyDatabase, migrate, type PartyDatabase } from '@madoguchi/db'
import { openTestServer } from '@madoguchi/db/testing'
import { makeInProcessNetwork } from '@madoguchi/delivery'
import { openFailureBook } from '@madoguchi/delivery/testing'
import type { Datum } from '@madoguchi/facts'
import { getAgencyId } from '@madoguchi/facts'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import type { Clock } from '@madoguchi/kit'
import { base64url, dayMs, makeTestClock, sha256, silentLog, systemRandom, utf8 } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import type { DirectoryView, PartyAbout, SigningKey } from '@madoguchi/messages'
import { makeSigningKeyPem, openDirectory, publicBytesOf, readSigningKey, signDirectory } from '@madoguchi/messages'
import { type Portal, portalSeries, start } from '../app/start.ts'
import type { PortalConfig } from '../shell/config.ts'
import type { DemoCards, Mailer, PortalMeans, PortalTrust, RevocationSource } from '../shell/deps.ts'
import { makePeers, type TestPeers } from './test-peers.fixture.ts'
import { makeTrust, type TestCard, type TestTrust } from './test-trust.fixture.ts'

export const testOrigin = 'https://portal.example'

export type TestPortal = AsyncDisposable & {
  readonly portal: Portal
  readonly peers: TestPeers
  readonly trust: TestTrust
  /** Who issues signing certificates. */
  readonly signing: TestTrust
  readonly clock: Clock & { advance(ms: number): void }
  readonly database: PartyDatabase
  readonly directory: DirectoryView
  /** Where sealed papers stand. */
  readonly filingsFolder: string
  /** By which anybody believes the directory. */
  readonly pinnedKey: KeyObject
  /** The city's key of now leaves the directory, and another one is there in its place. */
  replaceCityKey(): void
  /** Another copy of the program, on the same database. While it lives, what comes for the portal goes to it. */
  openCopy(): Promise<Portal>
  /** Waits until nothing of the portal's is on its way. Throws where one of its handlers failed since; so does its end. */
  settle(): Promise<void>
  /** A card of somebody whom the registry knows. */
  makePerson(name: string): Promise<TestCard>
}

const parties = [
  ['mihon-portal', 'portal', []],
  ['mihon-core', 'core', []],
  ['mihon-registry', 'registry', []],
  ['mihon-shi', 'agency', ['household', 'pension-record']],
] as const

/** The real portal on a real database, with scripted peers on an in-process network. One for a test file. */
export async function openTestPortal(
  change: {
    cards?: DemoCards
    mode?: 'sandbox' | 'production'
    loadCrl?: RevocationSource['loadCrl']
    mailer?: Mailer
    operator?: PortalConfig['desk']
    cityKeyForMs?: number
    waitingMax?: number
    procedures?: PortalMeans['procedures']
    timeStamps?: NonNullable<PortalTrust['beside']>['timeStamps']
    renderer?: PortalMeans['renderer']
    readSigned?: PortalMeans['readSigned']
    /** From which share of the disk on no paper is taken, and nothing sent; never, where nothing is said. */
    filingsFullAt?: { paper: number; filing: number }
    /** A second agency, which says nothing by itself. */
    aobaProvides?: readonly string[]
    /** What the city has beside the rest. */
    cityProvides?: readonly string[]
    /** What each copy of the program holds; the sandbox's, where nothing is said. */
    openFacts?: () => PortalMeans['facts']
  } = {},
): Promise<TestPortal> {
  await using stack = new AsyncDisposableStack()
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  const server = stack.use(await openTestServer())
  const database = await createPartyDatabase({ server, party: 'portal' })
  const ids = [...parties.map(([id]) => id), 'aoba-shi']
  const keys = new Map<string, SigningKey>(ids.map((id) => [id, readSigningKey(makeSigningKeyPem())]))
  const keyOf = (id: string) => keys.get(id) ?? readSigningKey(makeSigningKeyPem())
  const { directory, pinnedKey, replaceCityKey } = makeDirectory(keyOf, clock, change)
  const network = makeInProcessNetwork()
  const folder = await mkdtemp(join(tmpdir(), 'filings-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const failures = openFailureBook()
  await migrate({ connection: database.migrateUrl, series: portalSeries })
  const [trust, signing] = await Promise.all([makeTrust(clock), makeTrust(clock, 'signing')])
  const startCopy = () =>
    start(
      {
        self: 'mihon-portal',
        core: 'mihon-core',
        registry: 'mihon-registry',
        origin: testOrigin,
        mode: change.mode ?? 'sandbox',
        operator: testOperator,
        idleMinutes: 15,
        sweeps: false,
        desk: change.operator,
        waitingMax: change.waitingMax,
        filings: { folder, fullAt: change.filingsFullAt ?? { paper: 1, filing: 1 } },
      },
      {
        runUrl: database.runUrl,
        directory,
        key: keyOf('mihon-portal'),
        transport: network.transport,
        clock,
        random: systemRandom,
        log: failures.watch(silentLog),
      },
      {
        anchors: [trust.anchor],
        source: { loadCrl: change.loadCrl ?? trust.loadCrl },
        beside: { timeStamps: change.timeStamps ?? [] },
        signing: { anchors: [signing.anchor], source: { loadCrl: signing.loadCrl } },
      },
      {
        facts: change.openFacts?.() ?? openSandboxFacts(clock),
        ...(change.cards === undefined ? {} : { cards: change.cards }),
        ...(change.procedures === undefined ? {} : { procedures: change.procedures }),
        ...(change.renderer === undefined ? {} : { renderer: change.renderer }),
        ...(change.readSigned === undefined ? {} : { readSigned: change.readSigned }),
        ...(change.mailer === undefined ? {} : { mailer: change.mailer }),
      },
    )
  const portal = stack.use(await startCopy())
  network.connect('mihon-portal', portal.receive)
  const peers = makePeers({
    network,
    directory,
    keys: {
      core: keyOf('mihon-core'),
      registry: keyOf('mihon-registry'),
      city: keyOf('mihon-shi'),
      aoba: keyOf('aoba-shi'),
    },
    clock,
    datumFor: makeHouseholdDatum,
  })
  const owned = stack.move()
  return {
    portal,
    peers,
    trust,
    signing,
    clock,
    database,
    directory,
    pinnedKey,
    replaceCityKey,
    filingsFolder: folder,
    async openCopy() {
      const copy = await startCopy()
      network.connect('mihon-portal', copy.receive)
      return {
        ...copy,
        async [Symbol.asyncDispose]() {
          network.connect('mihon-portal', portal.receive)
          await copy[Symbol.asyncDispose]()
        },
      }
    },
    async settle() {
      await waitUntil(() => portal.delivery.isIdle())
      failures.throwAny()
    },
    async makePerson(name) {
      const card = await trust.issue()
      peers.people.set(base64url.encode(card.certificate.der), makeLinkCode(name))
      return card
    },
    async [Symbol.asyncDispose]() {
      await owned.disposeAsync()
      failures.throwAny()
    },
  }
}

/** The same person has the same link code at this portal, whatever card it is. */
export function makeLinkCode(name: string): string {
  return `1.${base64url.encode(sha256(utf8.encode(`link code of ${name}`)))}`
}

/** A household whose number is the last of the link code, so that a test sees whose it is. */
export function makeHouseholdDatum(linkCode: string): Datum {
  return {
    type: 'household',
    layout: '2026-06',
    asOf: '2026-11-20',
    source: getAgencyId('mihon-shi'),
    records: [
      {
        key: '1',
        values: {
          isHead: true,
          relationship: '1',
          householdNumber: linkCode.slice(-12),
          residentSince: '2019-05-01',
          addressSince: '2019-05-01',
          changedOn: { missing: 'unset' },
          changeReason: { missing: 'not-covered' },
          members: '世帯主、妻、子',
        },
      },
    ],
  }
}

const testOperator = {
  name: 'みほん窓口ポータル運営機構',
  section: '利用者相談室',
  address: 'みほん県みほん市中央一丁目1番1号',
  phone: '000-0000-0000',
  hours: '平日 8:30〜17:15',
  legalBasis: '番号法附則第6条第3項',
  links: { terms: '/terms', privacy: '/privacy', accessibility: '/accessibility', contact: '/contact' },
}

/** What the agencies of these tests say about themselves; who is not here goes by its id. */
const names = {
  'mihon-shi': ['みほん市', 'ミホンシ'],
  'aoba-shi': ['あおば市', 'アオバシ'],
  'mihon-kenpo': ['みほん健康保険組合', 'ミホンケンコウホケンクミアイ'],
  'mihon-nenkin': ['みほん年金機構', 'ミホンネンキンキコウ'],
} as const

const left = { id: 'mihon-kenpo', kind: 'agency', leftOn: '2026-11-01' } as const

function sayAbout([name, kana]: readonly [string, string]): PartyAbout {
  const contact = {
    section: '情報連携係',
    postalAddress: '〒000-0000',
    phone: '000-0000-0000',
    hours: '平日 8:30〜17:15',
  }
  return { name, kana, contact }
}

/** The city's key is good for `cityKeyForMs` only, as one that is changed. */
function makeDirectory(
  keyOf: (id: string) => SigningKey,
  clock: Clock,
  {
    cityKeyForMs = 365 * dayMs,
    aobaProvides,
    cityProvides = [],
  }: { cityKeyForMs?: number; aobaProvides?: readonly string[]; cityProvides?: readonly string[] },
) {
  const aoba = aobaProvides === undefined ? [] : [['aoba-shi', 'agency', aobaProvides] as const]
  const offline = generateKeyPairSync('ed25519')
  const validFrom = new Date(clock.now().getTime() - dayMs).toISOString()
  const until = (ms: number) => new Date(clock.now().getTime() + ms).toISOString()
  const validUntil = until(365 * dayMs)
  const issue = (version: number, keyNow: (id: string) => SigningKey) =>
    signDirectory(
      {
        network: 'test',
        version,
        issuedAt: validFrom,
        expiresAt: validUntil,
        parties: [...parties, ...aoba].map(([id, kind, provides]) => ({
          id,
          kind,
          kinds: id === 'mihon-shi' ? ['municipality'] : [],
          ...(id === 'mihon-shi' ? { municipality: '482013', takesFilings: true } : {}),
          provides: [...provides, ...(id === 'mihon-shi' ? cityProvides : [])],
          ...(id in names ? { about: sayAbout(names[id as keyof typeof names]) } : {}),
          keys: [
            {
              publicKey: base64url.encode(publicBytesOf(keyNow(id).privateKey)),
              validFrom,
              validUntil: id === 'mihon-shi' ? until(cityKeyForMs) : validUntil,
            },
          ],
        })),
        // The insurer is here no more; it asked and answered before.
        former: [{ ...left, keys: [], about: sayAbout(names['mihon-kenpo']) }],
      },
      offline.privateKey,
    )
  const pinnedKey = offline.publicKey
  const directory = openDirectory({ bytes: issue(1, keyOf), pinnedKey, clock })
  const cityKey = readSigningKey(makeSigningKeyPem())
  const replaceCityKey = () => void directory.replace(issue(2, (id) => (id === 'mihon-shi' ? cityKey : keyOf(id))))
  return { directory, pinnedKey, replaceCityKey }
}
