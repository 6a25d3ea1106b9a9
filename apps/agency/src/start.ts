import { fileURLToPath } from 'node:url'
import type { MigrationSeries } from '@madoguchi/db'
import type { Delivery } from '@madoguchi/delivery'
import { deliveryMigrations, makeRoom } from '@madoguchi/delivery'
import type { FactsView } from '@madoguchi/facts'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { hourMs, minuteMs } from '@madoguchi/kit'
import type { Jobs, NodeDeps } from '@madoguchi/party'
import { openNode } from '@madoguchi/party'
import type { Kysely } from 'kysely'
import { openAttachments } from './attachments/open-attachments.ts'
import type { Scanner } from './attachments/scan/scan-bytes.ts'
import type { OwnHandlings } from './cases/handled-procedures.ts'
import { makeFindHandling } from './cases/handled-procedures.ts'
import { makeCheckKeys } from './checks/check-keys.ts'
import type { ChecksDesk } from './checks/checks-desk.ts'
import { makeChecksDesk } from './checks/checks-desk.ts'
import type { Connector } from './connector.ts'
import type { MunicipalResident, TaxAssessment } from './connectors/municipality.ts'
import { importMunicipality } from './connectors/municipality.ts'
import type { Replica } from './connectors/replica.ts'
import { storeReplicas } from './connectors/replica.ts'
import type { DeskAddress } from './desk/open-desk.ts'
import { isAffair } from './desk/roles.ts'
import { forgetSessions } from './desk/sessions.ts'
import { type DeskSite, startDesk } from './desk/start-desk.ts'
import { forgetEarlierCodes } from './earlier-codes.ts'
import type { OfferCode } from './errors.ts'
import type { SignerTrust } from './filings/judge-form.ts'
import type { FilingDesk } from './filings/open-filing-desk.ts'
import { openFilingDesk } from './filings/open-filing-desk.ts'
import { handleAcquisitionRefused } from './handlers/acquisition-refused.ts'
import { makeAskRecord } from './handlers/ask-record.ts'
import { makeCheckRequested } from './handlers/check-requested.ts'
import { makeClosed } from './handlers/closed.ts'
import { handleCodeAssigned } from './handlers/code-assigned.ts'
import { handleDelayed } from './handlers/delayed.ts'
import { makeFiled } from './handlers/filed.ts'
import { makePermit } from './handlers/permit.ts'
import type { InquiryOrder } from './inquire.ts'
import { countUnanswered, makeInquire } from './inquire.ts'
import type { AgencySeal } from './notices/seal-document.ts'
import type { AgencyPerson } from './people.ts'
import { acquireCodes, importPeople, tiePerson } from './people.ts'
import type { KeepDeps } from './protection/keep-protections.ts'
import { makeOfficerDesk, type OfficerDesk } from './protection/officer-desk.ts'
import { retireCorrected } from './protection/retire-answers.ts'
import type { OfferOrder, Published } from './publish-offers.ts'
import { publishOffers } from './publish-offers.ts'
import type { Counted } from './read-answers.ts'
import { makeReaderKeys } from './reader-keys.ts'
import { refuseLate } from './refuse-late.ts'
import type { ReleaseRefusal } from './release-held.ts'
import { releaseHeld } from './release-held.ts'
import type { AgencyTables } from './tables.ts'

type AgencyConfig = { readonly self: string; readonly core: string; readonly registry: string }

type AgencyDeps = NodeDeps & {
  readonly facts: FactsView
  /** 32 bytes that the reader keys of this agency's inquiries are derived from. */
  readonly readerSecret: Bytes
  readonly connector: Connector
  /** Hears how many answers had which cause, for numbers that an operator reads. */
  readonly countCauses?: (causes: readonly Counted[]) => void
  /** False in tests that sweep by hand. */
  readonly sweeps?: boolean
  readonly readSecondClock?: KeepDeps['readSecondClock']
  /** How many messages, and how many inquiries, may wait for one party before nobody may ask it anything new. */
  readonly waitingMax?: number
  /** Where parts of filings are kept, whose signatures are known, and who looks through attachments; absent where nothing is filed here. */
  readonly filings?:
    | { readonly folder: string; readonly trust: SignerTrust; readonly scanner?: Scanner | undefined }
    | undefined
  /** How this agency handles procedures, where it is otherwise than usual. */
  readonly handlings?: OwnHandlings | undefined
  /** What 通知書 are sealed with; absent where a decision is told without one. */
  readonly seal?: AgencySeal | undefined
  /** Where officers find the desk; absent where this agency has none. */
  readonly desk?: DeskAddress | undefined
}

export type Agency = AsyncDisposable & {
  readonly delivery: Delivery<AgencyTables>
  readonly jobs: Jobs
  /** The agency's own database, for its own reports and tests. */
  readonly database: Kysely<AgencyTables>
  importPeople(people: readonly AgencyPerson[]): Promise<void>
  importMunicipality(data: {
    residents: readonly MunicipalResident[]
    assessments: readonly TaxAssessment[]
  }): Promise<void>
  /** Answers that were given from a copy which one of these corrects leave the portals. */
  storeReplicas(replicas: readonly Replica[]): Promise<void>
  acquireCodes(): Promise<number>
  /** Has the link code of a person asked for anew, whose tie is broken. */
  tie(personRef: string): Promise<Verdict<undefined, 'PERSON_UNKNOWN'>>
  inquire(orders: readonly InquiryOrder[]): Promise<Verdict<string[], 'LINK_CODE_NOT_ACQUIRED'>>
  releaseHeld(exchange: string): Promise<Verdict<undefined, ReleaseRefusal>>
  readonly officers: OfficerDesk
  /** What citizens filed; absent where nothing is filed with this agency. */
  readonly filings: FilingDesk | undefined
  /** Tells all portals what this municipality offers; see `publishOffers`. */
  publishOffers(order?: OfferOrder): Promise<Verdict<Published, OfferCode>>
  /** Citizens who asked us to look again. */
  readonly checks: ChecksDesk
  /** The officers' website. */
  readonly desk: DeskSite
  /** Refuses what was held for too long, ends protections whose time is over, and sends again what is due; jobs in service. */
  sweep(): Promise<void>
}

const migrations = { name: 'agency', folder: fileURLToPath(new URL('../migrations/node/', import.meta.url)) }

/** What must have run on an agency's database, by its owner, before it starts. */
export function listAgencySeries(connector: Pick<Connector, 'migrations'>): readonly MigrationSeries[] {
  return [deliveryMigrations, migrations, connector.migrations]
}

/** Starts an agency's node: asks others about its own people, answers from its own data, and keeps its own records. */
export async function start(config: AgencyConfig, deps: AgencyDeps): Promise<Agency> {
  const { directory, facts, key, readerSecret, connector, clock, random, log } = deps
  const { self } = config
  await using stack = new AsyncDisposableStack()
  const series = listAgencySeries(connector)
  const node = await openNode<AgencyTables, 'agency'>({ self, deps, stack, facts, series })
  const { db, verifier } = node
  const readerKeys = makeReaderKeys(readerSecret)
  const checkKeys = makeCheckKeys(readerSecret)
  const { countCauses } = deps
  const providing = { self, core: config.core, key, connector, facts, directory, verifier, checkKeys, log, countCauses }
  const delivery: Delivery<AgencyTables> = node.deliver(
    {
      'code-assigned': handleCodeAssigned,
      'acquisition-refused': handleAcquisitionRefused,
      permit: makePermit(providing),
      'ask-record': makeAskRecord({ core: config.core }),
      closed: makeClosed({ readerKeys, verifier, facts, log }),
      delayed: handleDelayed,
      'check-requested': makeCheckRequested({ checkKeys, log }),
      filed: makeFiled({ verifier }),
    },
    { waitingMax: deps.waitingMax },
  )
  const findHandling = makeFindHandling(deps.handlings ?? {}, (id) => isAffair(facts, id))
  const filings = await openFilingDesk({
    ...{ ...deps, self, core: config.core, db, delivery, stack, findHandling },
    publish: () => publishOffers({ self, delivery, directory }),
  })
  const unanswered = makeRoom({ max: deps.waitingMax, clock, count: () => countUnanswered(db.kysely, clock.now()) })
  const asking = { self, core: config.core, readerKeys, delivery, unanswered, random }
  const acquiring = { delivery, registry: config.registry, random }
  const { readSecondClock } = deps
  const officers = makeOfficerDesk({
    ...{ core: config.core, delivery, db, facts, clock, random, log },
    findSelf: () => directory.describeParty(self),
    ...(readSecondClock === undefined ? {} : { readSecondClock }),
  })
  async function keep(): Promise<void> {
    await refuseLate({ ...providing, delivery })
    await officers.sweep()
    await forgetEarlierCodes(db.kysely, clock.now())
    await forgetSessions(db.kysely, clock.now())
    await filings?.keepKeys()
  }
  // An agency that cannot end a protection whose time is over, or refuse what is late, does not begin.
  if (deps.sweeps !== false) await keep()
  const jobs = node.runJobs(
    deps.sweeps === false
      ? []
      : [
          { name: 'refuse-late', everyMs: minuteMs, run: () => refuseLate({ ...providing, delivery }) },
          { name: 'protections', everyMs: minuteMs, run: () => officers.sweep() },
          { name: 'earlier-codes', everyMs: hourMs, run: () => forgetEarlierCodes(db.kysely, clock.now()) },
          ...(filings?.jobs ?? []),
          { name: 'desk-sessions', everyMs: hourMs, run: () => forgetSessions(db.kysely, clock.now()) },
        ],
    delivery,
  )
  const scanner = deps.filings?.scanner
  const attachments = filings && openAttachments({ readPart: filings.readPart, scanner, clock, log })
  const checks = makeChecksDesk({ db: db.kysely, clock })
  const desk = await startDesk(
    {
      ground: { db, clock, random, log },
      ...{ self, directory, facts, connector, checks, asking, attachments, seal: deps.seal, findHandling },
      holding: { ...providing, delivery },
      protecting: { core: config.core, delivery, random },
    },
    deps.desk,
  )
  const owned = stack.move()
  return {
    delivery,
    jobs,
    database: db.kysely,
    importPeople: (people) => importPeople(db.kysely, people),
    importMunicipality: (data) => importMunicipality(db.kysely, data),
    storeReplicas: (replicas) =>
      delivery.transact(async (work) => {
        const corrected = await storeReplicas(work.tx, replicas, work.at)
        await retireCorrected(work, { corrected, core: config.core })
      }),
    acquireCodes: () => acquireCodes(acquiring),
    tie: (personRef) => tiePerson(acquiring, personRef),
    inquire: makeInquire(asking),
    publishOffers: (order) => publishOffers({ self, delivery, directory }, order),
    filings,
    officers: officers.desk,
    releaseHeld: (exchange) => releaseHeld({ ...providing, delivery }, exchange),
    ...{ checks, desk },
    async sweep() {
      await keep()
      await filings?.take()
      await delivery.sweep()
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
