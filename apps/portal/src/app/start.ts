import { fileURLToPath } from 'node:url'
import { cardErrors } from '@madoguchi/card'
import { checkMigrated, dbErrors, openDatabase } from '@madoguchi/db'
import type { Delivery, DeliveryEvents, Handlers } from '@madoguchi/delivery'
import {
  batchPath,
  deliveryErrors,
  deliveryMigrations,
  logDelivery,
  makeBatchEndpoint,
  makeRoom,
  makeTurnstile,
  openDelivery,
} from '@madoguchi/delivery'
import { documentErrors, openPdfRenderer } from '@madoguchi/documents'
import type { Bytes, Log } from '@madoguchi/kit'
import { AppError, minuteMs } from '@madoguchi/kit'
import { messageErrors, messageLimits } from '@madoguchi/messages'
import type { SignedPdfAnswer, SignedPdfJob } from '@madoguchi/pades'
import { signedPdfWork } from '@madoguchi/pades'
import type { CrlAnswer, CrlJob } from '@madoguchi/pki'
import { crlWork, pkiErrors } from '@madoguchi/pki'
import { loadProcedures } from '@madoguchi/procedures'
import { openWorkRoom } from '@madoguchi/server'
import { makeMailbox } from '../account/mailbox.ts'
import { makeVerifyDocument, verifiedAtOnce } from '../card/verify-document.ts'
import { makeBlankForms } from '../fill/blank-forms.ts'
import { loadFinder } from '../find/load-finder.ts'
import { makeOffers } from '../find/offers.ts'
import { noteRefusedHistory } from '../history/note-refusal.ts'
import { makeRecords } from '../history/records.ts'
import { makeAnswersRetired } from '../information/answers-retired.ts'
import { countUnanswered } from '../information/ask.ts'
import { makeClosed } from '../information/closed.ts'
import { makeDelayed } from '../information/delayed.ts'
import { leaveInformation } from '../information/leave-information.ts'
import { tellArrivals } from '../information/tell-arrivals.ts'
import { makeAcquisitionRefused } from '../log-in/acquisition-refused.ts'
import { makeCrlKeeper } from '../log-in/crl-keeper.ts'
import { getDrawnOnce } from '../log-in/drawn-once.ts'
import { makeMandateGranted } from '../log-in/mandate-granted.ts'
import { makeNewestLists } from '../log-in/newest-lists.ts'
import { makeReplyKey } from '../log-in/reply-key.ts'
import { makeRevocationCheck } from '../log-in/revocation-check.ts'
import { makeShowCards } from '../log-in/show-cards.ts'
import type { WaitingLogIns } from '../log-in/waiting-log-ins.ts'
import { makeNoticeBoard } from '../operator/notice-board.ts'
import { watchTransport } from '../operator/watch-transport.ts'
import type { PortalConfig } from '../shell/config.ts'
import type { PortalDeps } from '../shell/deps.ts'
import { portalErrors } from '../shell/errors.ts'
import { makeCounts } from '../shell/limits/counts.ts'
import { makePrints } from '../shell/limits/prints.ts'
import { limits as allLimits } from '../shell/limits/table.ts'
import { makeTurnCookies } from '../shell/limits/turn-cookies.ts'
import { makeTurns } from '../shell/limits/turns.ts'
import type { PortalTables } from '../shell/tables.ts'
import { makeWaiters } from '../shell/waiters.ts'
import { watchProxies } from '../shell/watch-proxies.ts'
import type { World } from '../shell/world.ts'
import { makeOpenApiOnce } from './api.ts'
import { listNotes, makeApp } from './app.ts'
import { sweepPortal } from './sweep.ts'

export type Portal = AsyncDisposable & {
  /** Pages, the JSON API and `POST /network/batch`. `env` is what a server passes beside the request. */
  fetch(request: Request, env?: unknown): Promise<Response>
  /**
   * The operator's page: queues, dead letters, agencies' health, notices. For a listener of its own on the operator's
   * network, whose address is `deps.operator.origin`; without that it answers 404 to everything.
   */
  operatorFetch(request: Request, env?: unknown): Promise<Response>
  /** A batch of the network in, the receipt out. */
  receive(batch: Bytes): Promise<Bytes>
  readonly delivery: Delivery<PortalTables>
  /** Words for what is not as it should be in service and stops nothing. */
  notes(): readonly string[]
  /** What timers do in service: expire inquiries, end idle sessions, forget what is old, send again what is due. */
  sweep(): Promise<void>
}

/** Every code of ours and of what we stand on: status and name may leave the program. */
export const errorTables = [
  portalErrors,
  cardErrors,
  pkiErrors,
  dbErrors,
  deliveryErrors,
  messageErrors,
  documentErrors,
]

/** What must have run on the portal's database, by its owner, before it starts. */
export const portalSeries = [
  deliveryMigrations,
  { name: 'portal', folder: fileURLToPath(new URL('../../migrations/', import.meta.url)) },
] as const

/** Opens the mailbox and serves. Demo cards in production are a mistake and refused. */
export async function start(config: PortalConfig, deps: PortalDeps): Promise<Portal> {
  if (config.mode === 'production' && deps.cards !== undefined)
    throw new AppError('PORTAL_CONFIG', 'Demo cards belong to the sandbox only.')
  await checkMigrated({ connection: deps.runUrl, series: portalSeries })
  await using stack = new AsyncDisposableStack()
  const db = stack.use(openDatabase<PortalTables>({ connection: deps.runUrl, applicationName: 'madoguchi-portal' }))
  const waiters = makeWaiters()
  const waitingLogIns: WaitingLogIns = new Map()
  const watched = watchTransport(deps.transport, deps.clock)
  const replyKey = await makeReplyKey(deps.random)
  const vaultSalt = await getDrawnOnce(db, { name: 'vault-salt', random: deps.random })
  const turnKey = await getDrawnOnce(db, { name: 'turn-key', random: deps.random })
  const finder = await loadFinder(db, { procedures: deps.procedures ?? loadProcedures() })
  const context = {
    core: config.core,
    registry: config.registry,
    waiters,
    waitingLogIns,
    clock: deps.clock,
    random: deps.random,
    log: deps.log,
    verifier: () => delivery.verifier,
    tellArrivals: (request: string) => void tellArrivals(world, request),
  }
  const delivery: Delivery<PortalTables> = stack.use(
    openDelivery<PortalTables>({
      self: config.self,
      key: deps.key,
      db,
      directory: deps.directory,
      transport: watched.transport,
      handlers: { ...makeHandlers(context), offers: makeOffers({ directory: deps.directory, finder }) },
      clock: deps.clock,
      random: deps.random,
      waitingMax: deps.waitingMax,
      // Citizens who ask at the same time ask the same agencies: what goes to the core together reaches each of these together.
      batchMax: messageLimits.batchMessagesMax,
      // Whoever asks for everything sees the first answer before twelve agencies are at work.
      goAhead: { name: 'whom', least: 8, afterMs: 60, restMs: 40 },
      events: makeEvents(deps.log, (id, code) => noteRefusedHistory(world, id, code)),
      ...(deps.sweeps === undefined ? {} : { sweeps: deps.sweeps }),
    }),
  )
  const newest = makeNewestLists(db)
  const { mailer, clock, random, log } = deps
  const lists = stack.use(openWorkRoom<CrlJob, CrlAnswer>(crlWork))
  const documents = stack.use(openWorkRoom<SignedPdfJob, SignedPdfAnswer>(signedPdfWork))
  const keepLists = (trust: PortalDeps['trust']) =>
    makeCrlKeeper({ trust, mode: config.mode, newest, clock, log, readList: lists.answer })
  const crl = keepLists(deps.trust)
  const checkRevocation = makeRevocationCheck({ askOcsp: deps.trust.askOcsp, crl, clock, random, log })
  const signing = deps.trust.signing ?? { anchors: [], loadCrl: deps.trust.loadCrl }
  const checkSigner = makeRevocationCheck({ askOcsp: signing.askOcsp, crl: keepLists(signing), clock, random, log })
  const mailbox = makeMailbox({ db, mailer, origin: config.origin, clock, random, log })
  const limits = makeCounts({ db, clock: deps.clock, log: deps.log })
  const notices = makeNoticeBoard({ db, clock: deps.clock, log: deps.log })
  const prints = makePrints(deps.renderer ?? stack.use(openPdfRenderer()), { clock, random })
  const showCard = makeShowCards({ config, delivery, limits })
  const unanswered = makeRoom({ max: deps.waitingMax, clock: deps.clock, count: () => countUnanswered(db.kysely) })
  const world: World = {
    config,
    deps,
    db,
    delivery,
    unanswered,
    waiters,
    listening: makeTurnstile(allLimits['windows-by-account'].most),
    waitingLogIns,
    replyKey,
    showCard,
    crl,
    checkRevocation,
    mailbox,
    limits,
    proxies: watchProxies({ hops: config.proxyHops ?? 0, clock, log }),
    notices,
    finder,
    leaving: [leaveInformation],
    reached: watched,
    verifyDocument: makeVerifyDocument({
      trust: deps.trust,
      clock,
      read: deps.readSigned ?? documents.answer,
      check: checkSigner,
    }),
    openApi: makeOpenApiOnce(config.origin),
    prints,
    turnCookies: makeTurnCookies({ key: turnKey, random }),
    blankForms: makeBlankForms(clock),
    verifying: makeTurns({ atOnce: verifiedAtOnce, waitingMax: allLimits['documents-to-verify'].most, clock, random }),
    vaultSalt,
  }
  const { app, operatorApp } = await makeApp(world, errorTables)
  const endpoint = makeBatchEndpoint(delivery.receive)
  if (deps.sweeps !== false) stack.use(sweepByTimer(world))
  const held = stack.move()
  return {
    async fetch(request, env) {
      // Batches are signed and larger than any form: they pass by everything that is there for browsers.
      if (new URL(request.url).pathname === batchPath) return endpoint(request)
      return app.fetch(request, env as Record<string, unknown>)
    },
    operatorFetch: async (request, env) =>
      operatorApp === undefined
        ? new Response(null, { status: 404 })
        : operatorApp.fetch(request, env as Record<string, unknown>),
    receive: delivery.receive,
    notes: () => listNotes(world),
    delivery,
    async sweep() {
      await sweepPortal(world)
      await delivery.sweep()
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

type HandlerContext = Parameters<typeof makeClosed>[0] &
  Parameters<typeof makeMandateGranted>[0] &
  Parameters<typeof makeAcquisitionRefused>[0]

function makeHandlers(context: HandlerContext): Handlers<PortalTables> {
  return {
    'mandate-granted': makeMandateGranted(context),
    'acquisition-refused': makeAcquisitionRefused(context),
    closed: makeClosed(context),
    'answers-retired': makeAnswersRetired(context),
    delayed: makeDelayed(context),
    records: makeRecords(context),
  }
}

function makeEvents(log: Log, onRefused: (id: string, code: string) => Promise<void>): DeliveryEvents {
  const events = logDelivery(log)
  return {
    ...events,
    refused(message, code) {
      events.refused(message, code)
      onRefused(message.id, code).catch((error) => log.failure('REFUSAL_NOT_NOTED', error, { id: message.id }))
    },
  }
}

function sweepByTimer(world: World): Disposable {
  const timer = setInterval(() => {
    // Each step that failed is in the log already.
    sweepPortal(world).catch(() => {})
  }, minuteMs).unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
