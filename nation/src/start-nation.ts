import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Agency, Connector, Counted } from '@madoguchi/agency'
import { start as startAgency } from '@madoguchi/agency'
import type { Core } from '@madoguchi/core'
import { start as startCore } from '@madoguchi/core'
import type { RunDatabase } from '@madoguchi/db/embedded'
import { stopLeftServer } from '@madoguchi/db/embedded'
import type { InProcessNetwork } from '@madoguchi/delivery'
import { makeInProcessNetwork } from '@madoguchi/delivery'
import type { FactsHolder } from '@madoguchi/facts'
import type { Clock, Log, Random } from '@madoguchi/kit'
import { base64url, systemClock, systemRandom } from '@madoguchi/kit'
import { findText, writeWhole } from '@madoguchi/kit/files'
import type { DirectoryView } from '@madoguchi/messages'
import type { TrustAnchor } from '@madoguchi/pki'
import type { Portal, PortalConfig } from '@madoguchi/portal'
import { start as startPortal } from '@madoguchi/portal'
import type { ForeignAuthority, Registry } from '@madoguchi/registry'
import { createAuthorities, parseAuthorities, readAuthorities, start as startRegistry } from '@madoguchi/registry'
import { makeCardCase, readDemoCards } from './cards.ts'
import { demoCast } from './cast/demo-cast.ts'
import type { CastAgency } from './cast/model.ts'
import { operators } from './cast/operators.ts'
import type { DataFolder } from './data-folder.ts'
import { keepSecretBytes, keepSecretText, openNationFolder } from './data-folder.ts'
import { makeFileMailer } from './file-mailer.ts'
import { openNationDirectory } from './make-directory.ts'
import { openNationFacts } from './make-facts.ts'
import { openDatabases } from './open-databases.ts'
import { demoOperator } from './operator.ts'
import type { PartyName, PartyPlan } from './parties.ts'
import { getPartyPlan, makeCastConnector, planParties } from './parties.ts'
import { openPartyKey } from './party-keys.ts'
import { publishNeighbours } from './publish-neighbours.ts'
import type { Resident } from './residents/index.ts'
import { chooseCardHolders, generateResidents } from './residents/index.ts'
import { openSeals } from './seals.ts'
import type { CastAtWork } from './seed.ts'
import { askAboutHolders, createCards, importPopulation } from './seed.ts'

/** Under `secrets/` in the data folder. */
export const operatorTokenFile = 'operator-token'

export type NationOptions = {
  readonly dataFolder: string
  /** Where browsers find the portal; what cards sign is bound to it. */
  readonly origin: string
  readonly log: Log
  /** The agencies; default: those of the demo. */
  readonly cast?: readonly CastAgency[]
  readonly seed?: string
  readonly residents?: number
  readonly clock?: Clock
  /** The portal's, where it goes another way than everybody's. */
  readonly portalClock?: Clock
  readonly random?: Random
  readonly mode?: PortalConfig['mode']
  readonly idleMinutes?: number
  /** Where the operator's browser finds the operator's page; without it there is none. */
  readonly operatorOrigin?: string
  /** Where browsers of officers find the desk of the first agency of the cast; without it there is none. */
  readonly deskOrigin?: string
  /** CAs of others whose cards take part; see `readTrustAnchors`. In production each needs revocation data. */
  readonly foreignAuthorities?: readonly ForeignAuthority[]
  /** CAs whose time-stamp authorities are believed about when a document was signed. */
  readonly timeStampAnchors?: readonly TrustAnchor[]
  /** Says what is being done on a first start, which takes seconds. */
  readonly onProgress?: (step: 'database' | 'residents' | 'cards' | 'link-codes' | 'exchanges') => void
  /** What an agency reads its own data by, in place of what it has: a test makes it fail. */
  readonly changeConnector?: (agency: string, connector: Connector) => Connector
  /** Hears of each agency why its answers were what they were. */
  readonly countCauses?: (agency: string, causes: readonly Counted[]) => void
  /** The share of the disk from which on nobody adds papers to a form (default: 0.8). */
  readonly filingsFullAt?: number
  /** 'none' in tests that keep nothing. */
  readonly durability?: 'full' | 'none'
}

export type Nation = AsyncDisposable & {
  readonly folder: DataFolder
  readonly portal: Portal
  readonly core: Core
  readonly registry: Registry
  /** By id, in the order of the cast: those that have a program. */
  readonly agencies: ReadonlyMap<string, Agency>
  /** Throws for an id that no agency has. */
  agencyOf(id: string): Agency
  readonly network: InProcessNetwork
  readonly directory: DirectoryView
  readonly facts: FactsHolder
  /** Everybody who runs: `core`, `registry`, `portal`, and the agencies by id. */
  readonly partyNames: readonly PartyName[]
  databaseOf(name: PartyName): RunDatabase
  readonly residents: readonly Resident[]
  readonly isFirstStart: boolean
  /** Takes a party off the network; the returned function puts it back. */
  disconnect(name: PartyName): () => void
  /** Waits until no message is on its way. What waits for a party that is away does not count. */
  settle(): Promise<void>
}

/** The whole network in one call: every program with its own database, joined in one process. */
export async function startNation(options: NationOptions): Promise<Nation> {
  const { origin, log, clock = systemClock, random = systemRandom, onProgress = () => {} } = options
  await using stack = new AsyncDisposableStack()
  const folder = await openNationFolder(options.dataFolder)
  const { cast = demoCast } = options
  const plans = planParties(cast)
  onProgress('database')
  const server = stack.use(await openDatabases({ folder, parties: plans, log, durability: options.durability }))
  const { databaseOf } = server
  const facts = await openNationFacts({ folder, clock })
  const directory = await openNationDirectory({ folder, plans, cast, origin, clock })
  const network = makeInProcessNetwork()
  const common = async ({ name, party }: PartyPlan) => ({
    runUrl: databaseOf(name).runUrl,
    key: await openPartyKey(folder, party),
    directory,
    facts,
    transport: network.transport,
    fetchPart: network.fetchPartAs(party.id),
    clock,
    random,
    log,
  })
  const planOf = (name: PartyName) => getPartyPlan(name, plans)
  const core = { core: operators.core.id }
  const withRegistry = { ...core, registry: operators.registry.id }
  const authorities = parseAuthorities(
    await keepSecretText(folder, 'authorities.json', async () =>
      JSON.stringify(await createAuthorities({ clock, random })),
    ),
  )
  const trust = {
    anchors: [readAuthorities(authorities).signing.anchor],
    loadCrl: () => registry.loadCrl('signing'),
  }
  const seals = await openSeals(folder, { clock, random })
  async function startOneAgency(member: CastAgency): Promise<CastAtWork> {
    const { id } = member.agency
    const plan = planOf(id)
    const connector = makeCastConnector(member)
    const app = await startAgency(
      { self: id, ...withRegistry },
      {
        ...(await common(plan)),
        connector: options.changeConnector?.(id, connector) ?? connector,
        readerSecret: await keepSecretBytes(folder, `${plan.database}-reader`),
        countCauses: (causes) => options.countCauses?.(id, causes),
        ...(member.takesFilings === true
          ? { filings: { folder: join(folder.root, 'filings', id), trust }, seal: await seals.sealOf(member.agency) }
          : {}),
        ...(options.deskOrigin === undefined || member !== cast[0]
          ? {}
          : { desk: { origin: options.deskOrigin, mode: options.mode ?? 'sandbox' } }),
      },
    )
    return { member, app }
  }

  const { foreignAuthorities = [] } = options
  const registry = stack.use(
    await startRegistry(
      { self: operators.registry.id, ...core },
      {
        ...(await common(planOf('registry'))),
        authorities,
        foreignAuthorities,
        subjectKey: await keepSecretBytes(folder, 'registry-subject'),
      },
    ),
  )
  const running = cast.filter(({ part }) => part !== 'publishes')
  const [coreApp, ...atWork] = await Promise.all([
    startCore(
      { self: operators.core.id },
      { ...(await common(planOf('core'))), linkCodeKey: await keepSecretBytes(folder, 'core-link-code') },
    ),
    ...running.map(startOneAgency),
  ])
  const agencies = new Map(atWork.map(({ member, app }) => [String(member.agency.id), app]))
  for (const app of [coreApp, ...agencies.values()]) stack.use(app)
  const cardCase = makeCardCase(folder)
  const deps = { ...(await common(planOf('portal'))), clock: options.portalClock ?? clock }
  const portal = stack.use(
    await startPortal(
      {
        self: operators.portal.id,
        ...withRegistry,
        origin,
        mode: options.mode ?? 'sandbox',
        operator: demoOperator,
        filings: {
          folder: join(folder.root, 'portal-filings'),
          fullAt: { paper: options.filingsFullAt ?? 0.8, filing: Math.max(options.filingsFullAt ?? 0, 0.95) },
        },
        idleMinutes: options.idleMinutes ?? 15,
        ...(options.operatorOrigin === undefined
          ? {}
          : { desk: { origin: options.operatorOrigin, token: await keepOperatorToken(folder) } }),
      },
      deps,
      {
        anchors: [
          readAuthorities(authorities).authentication.anchor,
          ...foreignAuthorities.map(({ anchor }) => anchor),
        ],
        withoutCrl: foreignAuthorities.filter(({ loadCrl }) => loadCrl === undefined).map(({ anchor }) => anchor),
        source: {
          askOcsp: async (issuer, request) =>
            foreignAuthorities.some(({ anchor }) => anchor === issuer)
              ? undefined
              : registry.answerOcsp('authentication', request),
          loadCrl(issuer) {
            const foreign = foreignAuthorities.find(({ anchor }) => anchor === issuer)
            return foreign?.loadCrl?.() ?? registry.loadCrl('authentication')
          },
        },
        beside: { timeStamps: options.timeStampAnchors ?? [], seals: [seals.anchor] },
        signing: {
          anchors: [readAuthorities(authorities).signing.anchor],
          source: {
            askOcsp: (_issuer, request) => registry.answerOcsp('signing', request),
            loadCrl: () => registry.loadCrl('signing'),
          },
        },
      },
      {
        facts: deps.facts,
        mailer: makeFileMailer(folder, clock),
        ...(options.mode === 'production'
          ? {}
          : {
              cards: {
                ...cardCase,
                list: async () =>
                  (await readDemoCards(folder)).map(({ name, resident, pin }) => ({ name, holder: resident, pin })),
              },
            }),
      },
    ),
  )

  const apps = new Map<PartyName, Core | Registry | Portal | Agency>([
    ['core', coreApp],
    ['registry', registry],
    ['portal', portal],
    ...agencies,
  ])
  function connect({ name, party }: PartyPlan): () => void {
    const app = apps.get(name)
    assert(app !== undefined, 'whoever is planned was started')
    return network.connect(party.id, app.delivery.receive, 'parts' in app ? app.parts : undefined)
  }
  const joined = new Map(plans.filter(({ isOnNetwork }) => isOnNetwork).map((plan) => [plan.name, connect(plan)]))

  async function settle(): Promise<void> {
    // A message may cause another: quiet is when nobody is busy twice in a row.
    for (let quiet = 0; quiet < 2; ) {
      await new Promise((resolve) => setTimeout(resolve, 2))
      quiet = [...apps.values()].every(({ delivery }) => delivery.isIdle()) ? quiet + 1 : 0
    }
  }

  for (const { member, app } of atWork) {
    if (member.offering === undefined) continue
    const told = await app.publishOffers({ offering: member.offering, skipsUnchanged: true })
    if (!told.ok) throw new Error(`the demo's own offers could not be published: ${told.code}`)
  }
  await publishNeighbours({ folder, cast, transport: network.transport, clock, random })

  const residents = generateResidents({ seed: options.seed ?? 'madoguchi', count: options.residents ?? 1000 })
  const marker = join(folder.root, 'seeded.json')
  const isFirstStart = (await findText(marker)) === undefined
  if (isFirstStart) {
    const holders = chooseCardHolders(residents)
    onProgress('residents')
    await importPopulation({ registry, agencies: atWork }, residents, clock)
    onProgress('cards')
    await createCards({ folder, registry, holders })
    onProgress('link-codes')
    await Promise.all(atWork.map(({ member, app }) => (member.part === 'joined' ? app.acquireCodes() : 0)))
    await settle()
    onProgress('exchanges')
    await askAboutHolders(atWork, holders)
    await settle()
    const seeded = { seed: options.seed ?? 'madoguchi', residents: residents.length }
    await writeWhole({ path: marker, data: `${JSON.stringify(seeded)}\n` })
  }

  const owned = stack.move()
  return {
    ...{ core: coreApp, registry, portal, agencies, folder, network, directory, facts, databaseOf },
    partyNames: plans.map(({ name }) => name),
    agencyOf(id) {
      const found = agencies.get(id)
      if (found === undefined) throw new TypeError(`no agency here is called ${id}`)
      return found
    },
    residents,
    isFirstStart,
    settle,
    disconnect(name) {
      joined.get(name)?.()
      return () => {
        joined.set(name, connect(planOf(name)))
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Empties a data folder. Throws when a live nation holds it. */
export async function resetNation(dataFolder: string): Promise<void> {
  const folder = await openNationFolder(dataFolder)
  // It also proves that nobody else has the folder.
  await stopLeftServer(folder.postgres)
  for (const name of [
    'postgres',
    'secrets',
    'cards',
    'mail',
    'filings',
    'portal-filings',
    'directory.signed',
    'facts.signed',
    'seeded.json',
  ]) {
    await rm(join(folder.root, name), { recursive: true, force: true })
  }
}

/** The secret of the operator's page: 43 characters, in a file that only whoever runs the demo reads. */
async function keepOperatorToken(folder: DataFolder): Promise<string> {
  return base64url.encode(await keepSecretBytes(folder, operatorTokenFile))
}
