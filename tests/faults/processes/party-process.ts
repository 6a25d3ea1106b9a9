import { createPublicKey } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Agency } from '@madoguchi/agency'
import { start as startAgency } from '@madoguchi/agency'
import { start as startCore } from '@madoguchi/core'
import { makeBatchEndpoint } from '@madoguchi/delivery'
import { makeDirectTransport } from '@madoguchi/delivery/testing'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import { AppError, base64url, systemClock, systemRandom } from '@madoguchi/kit'
import { openDirectory, readPublicKey, readSigningKey } from '@madoguchi/messages'
import { makeCastConnector, operators } from '@madoguchi/nation'
import type { Mailer, Portal } from '@madoguchi/portal'
import { start as startPortal } from '@madoguchi/portal'
import type { Registry } from '@madoguchi/registry'
import { parseAuthorities, readAuthorities, start as startRegistry } from '@madoguchi/registry'
import { makeLog, serve } from '@madoguchi/server'
import { cast } from '../cast.ts'
import { carryOutOrders } from './carry-out.ts'
import type { PartyOrder, Start } from './orders.ts'

/**
 * One party in a process of its own, on the port that its parent chose. The parent's channel is the operator's and the
 * officers' hand; everything else is HTTP.
 */
type App = { delivery: { receive(batch: Uint8Array): Promise<Uint8Array>; isIdle(): boolean } }
type Running = { readonly app: App; fetch(request: Request, env: unknown): Response | Promise<Response> }

const { name, contact } = operators.portal.about
const operator = {
  name,
  section: contact.section,
  address: contact.postalAddress,
  phone: contact.phone,
  hours: contact.hours,
  legalBasis: '番号法附則第6条',
  links: { terms: '/terms', privacy: '/privacy', accessibility: '/accessibility', contact: '/operator' },
}
let running: Running | undefined

await serve({
  port: Number(process.argv[2]),
  fetch: (request, env) => running?.fetch(request, env) ?? new Response(null, { status: 503 }),
})

carryOutOrders<PartyOrder & { id: number }>(async (order) => {
  if (order.do === 'start') {
    running = await start(order)
    return undefined
  }
  if (running === undefined) throw new AppError('DELIVERY_STOPPED', 'The party has not started yet.')
  const agency = running.app as Agency
  const registry = running.app as Registry
  switch (order.do) {
    case 'isIdle':
      return running.app.delivery.isIdle()
    case 'acquireCodes':
      return agency.acquireCodes()
    case 'protect': {
      const { personRef, until } = order
      return agency.officers.protect({ personRef, until, by: '係員', reason: 'stalking' })
    }
    case 'importPeople':
      return agency.importPeople(order.people)
    case 'importMunicipality':
      return agency.importMunicipality(order.data)
    case 'storeReplicas':
      return agency.storeReplicas(order.replicas)
    case 'inquire':
      return agency.inquire(order.orders)
    case 'importResidents':
      return registry.importResidents(order.residents)
    case 'issueCard': {
      const key = createPublicKey({ key: Buffer.from(order.publicKeyDer), type: 'spki', format: 'der' })
      return registry.issueCard({ residentCode: order.residentCode, authenticationKey: key })
    }
  }
})

async function start(order: Start): Promise<Running> {
  const directory = openDirectory({
    bytes: base64url.decode(order.directory),
    pinnedKey: readPublicKey(base64url.decode(order.pinnedKey)),
    clock: systemClock,
  })
  const deps = {
    runUrl: order.runUrl,
    directory,
    facts: openSandboxFacts(systemClock),
    key: readSigningKey(order.signingKey),
    transport: makeDirectTransport({ directory, fetch, timeoutMs: 5000 }),
    clock: systemClock,
    random: systemRandom,
    ...(order.waitingMax === undefined ? {} : { waitingMax: order.waitingMax }),
    log: makeLog({ level: 'error', name: order.role, destination: process.stderr }),
  }
  const secret = base64url.decode(order.secret)
  const ofCore = { core: operators.core.id }
  const names = { ...ofCore, registry: operators.registry.id }
  const authorities = parseAuthorities(order.authorities)

  async function agencyApp(): Promise<Running> {
    const member = cast.find(({ agency }) => agency.id === order.role)
    if (member === undefined) throw new Error(`${order.role} is no agency`)
    const connector = makeCastConnector(member)
    const app: Agency = await startAgency(
      { self: member.agency.id, ...names },
      { ...deps, readerSecret: secret, connector },
    )
    return onlyBatches(app)
  }

  async function registryApp(): Promise<Running> {
    const app = await startRegistry(
      { self: operators.registry.id, ...ofCore },
      { ...deps, subjectKey: secret, authorities },
    )
    const endpoint = makeBatchEndpoint(app.delivery.receive)
    return {
      app,
      fetch: async (request) =>
        new URL(request.url).pathname === '/crl'
          ? new Response(new Uint8Array(await app.loadCrl('authentication')))
          : endpoint(request),
    }
  }

  async function portalApp(): Promise<Running> {
    const app: Portal = await startPortal(
      {
        self: operators.portal.id,
        ...names,
        origin: order.portalOrigin,
        mode: 'sandbox',
        operator,
        idleMinutes: 120,
        proxyHops: 1,
      },
      deps,
      { anchors: [readAuthorities(authorities).authentication.anchor], source: { loadCrl: () => loadCrl(order) } },
      {
        facts: deps.facts,
        ...(order.mailFolder === undefined ? {} : { mailer: makeFolderMailer(order.mailFolder) }),
      },
    )
    return { app, fetch: app.fetch }
  }

  async function onlyBatches(app: App): Promise<Running> {
    return { app, fetch: makeBatchEndpoint(app.delivery.receive) }
  }

  if (order.role === 'core')
    return onlyBatches(await startCore({ self: operators.core.id }, { ...deps, linkCodeKey: secret }))
  if (order.role === 'registry') return registryApp()
  return order.role === 'portal' ? portalApp() : agencyApp()
}

/** Each mail a file, whose name begins with the milliseconds at which it was handed over. */
function makeFolderMailer(folder: string): Mailer {
  let count = 0
  return {
    async send({ to, subject, text }) {
      const path = join(folder, `${Date.now()}-${++count}`)
      await writeFile(`${path}.new`, `To: ${to}\nSubject: ${subject}\n\n${text}\n`)
      await rename(`${path}.new`, `${path}.txt`)
    },
  }
}

async function loadCrl({ registryUrl }: Start): Promise<Uint8Array> {
  const response = await fetch(new URL('/crl', registryUrl), { signal: AbortSignal.timeout(3000) })
  if (!response.ok) throw new Error('the registry has no list at the moment')
  return response.bytes()
}
