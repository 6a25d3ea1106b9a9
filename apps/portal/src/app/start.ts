import { fail } from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { dbErrors } from '@madoguchi/db'
import type { Delivery, DeliveryEvents, PartSource } from '@madoguchi/delivery'
import { batchPath, deliveryErrors, deliveryMigrations, logDelivery, makeBatchEndpoint } from '@madoguchi/delivery'
import { documentErrors, openPdfRenderer } from '@madoguchi/documents'
import type { Bytes, Log } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import { messageErrors, messageLimits } from '@madoguchi/messages'
import type { Jobs, NodeDeps } from '@madoguchi/party'
import { openNode } from '@madoguchi/party'
import { pkiErrors } from '@madoguchi/pki'
import { findCardVault } from '../log-in/read-cards.ts'
import { findSession } from '../session/session.ts'
import type { PortalConfig } from '../shell/config.ts'
import type { PortalMeans, PortalTrust } from '../shell/deps.ts'
import { gatherRows } from '../shell/find-error.ts'
import { makeHeldReplies } from '../shell/held-replies.ts'
import type { OpenJourney } from '../shell/journey.ts'
import { makeCounts } from '../shell/limits/counts.ts'
import { makePrints } from '../shell/limits/prints.ts'
import type { PortalTables } from '../shell/tables.ts'
import { makeWaiters } from '../shell/waiters.ts'
import { watchProxies } from '../shell/watch-proxies.ts'
import { watchTransport } from '../shell/watch-transport.ts'
import { listNotes, makeApp } from './app.ts'
import { allErrors, allLimits, gatherHandlers, openJourneys } from './journeys.ts'
import { listJobs, sweepPortal } from './sweep.ts'

export type Portal = AsyncDisposable & {
  /** Pages, the JSON API and `POST /network/batch`. `env` is what a server passes beside the request. */
  fetch(request: Request, env?: unknown): Promise<Response>
  /**
   * The operator's page: queues, dead letters, agencies' health, notices. For a listener of its own on the operator's
   * network, whose address is `config.desk.origin`; without that it answers 404 to everything.
   */
  operatorFetch(request: Request, env?: unknown): Promise<Response>
  /** A batch of the network in, the receipt out. */
  receive(batch: Bytes): Promise<Bytes>
  /** Parts of filings, for the agencies that they go to; absent where this portal sends none. */
  readonly parts?: PartSource
  readonly delivery: Delivery<PortalTables>
  readonly jobs: Jobs
  /** What it is made of. */
  readonly journeys: readonly OpenJourney[]
  /** Words for what is not as it should be in service and stops nothing. */
  notes(): readonly string[]
  /** What jobs do in service: expire inquiries, end idle sessions, forget what is old, send again what is due. */
  sweep(): Promise<void>
}

/** Every code of ours and of what we stand on: status and name may leave the program. */
const errorTables = [gatherRows(allErrors), pkiErrors, dbErrors, deliveryErrors, messageErrors, documentErrors]

/** What must have run on the portal's database, by its owner, before it starts. */
export const portalSeries = [
  deliveryMigrations,
  { name: 'portal', folder: fileURLToPath(new URL('../../migrations/', import.meta.url)) },
] as const

/** Opens the mailbox and serves. Demo cards in production are a mistake and refused. */
export async function start(
  config: PortalConfig,
  deps: NodeDeps,
  trust: PortalTrust,
  means: PortalMeans,
): Promise<Portal> {
  if (config.mode === 'production' && means.cards !== undefined)
    throw new AppError('PORTAL_CONFIG', 'Demo cards belong to the sandbox only.')
  await using stack = new AsyncDisposableStack()
  const node = await openNode<PortalTables, 'portal'>({
    ...{ self: config.self, deps, stack, series: portalSeries },
    facts: means.facts,
    applicationName: 'madoguchi-portal',
  })
  const { db } = node
  const { clock, random, log } = deps
  const watched = watchTransport(deps.transport, clock)
  let opened: Awaited<ReturnType<typeof openJourneys>>['list'] | undefined
  const delivery = node.deliver(() => gatherHandlers(opened ?? fail('no message comes before the journeys stand')), {
    transport: watched.transport,
    waitingMax: config.waitingMax,
    // Citizens who ask at the same time ask the same agencies: what goes to the core together reaches each of these together.
    batchMax: messageLimits.batchMessagesMax,
    // Whoever asks for everything sees the first answer before twelve agencies are at work.
    goAhead: { name: 'whom', least: 8, afterMs: 60, restMs: 40 },
    events: makeEvents(log, async (id, code) => {
      for (const { refused } of (opened ?? []) as readonly OpenJourney[]) await refused?.(id, code)
    }),
  })
  const { core, registry, idleMinutes, proxyHops = 0 } = config
  const ground = { db, clock, random, log }
  const network = {
    ...{ delivery, directory: deps.directory, facts: means.facts, waiters: makeWaiters(), core, registry },
  }
  const proxies = watchProxies({ hops: proxyHops, clock, log })
  const prints = makePrints(means.renderer ?? stack.use(openPdfRenderer()), { clock, random })
  const limits = makeCounts({ db, clock, log, limits: allLimits })
  const { list, notices, parts } = await openJourneys(
    ground,
    network,
    {
      limits,
      queues: { prints, proxyHops },
      findReached: watched.find,
      findProxyTrouble: proxies.find,
      sweep: delivery.sweep,
    },
    { config, stack },
    trust,
    means,
  )
  opened = list
  const { app, operatorApp } = await makeApp(config, ground, {
    ...{ opened, notices, proxies, errorTables },
    held: makeHeldReplies(ground, { limits, proxyHops }),
    findSession: (options) =>
      findSession(ground, network, { ...options, idleMinutes, findCardVault: (card) => findCardVault(db, card) }),
  })
  const endpoint = makeBatchEndpoint(delivery.receive)
  const ownJobs = listJobs(opened)
  const jobs = node.runJobs(config.sweeps !== false && ownJobs, delivery)
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
    notes: () => listNotes(proxies),
    ...(parts === undefined ? {} : { parts }),
    delivery,
    jobs,
    journeys: opened,
    async sweep() {
      await sweepPortal(ownJobs)
      await delivery.sweep()
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
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
