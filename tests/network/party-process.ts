import type { Agency } from '@madoguchi/agency'
import { start as startAgency } from '@madoguchi/agency'
import { start as startCore } from '@madoguchi/core'
import { makeBatchEndpoint } from '@madoguchi/delivery'
import { makeDirectTransport } from '@madoguchi/delivery/testing'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import { base64url, silentLog, systemClock, systemRandom } from '@madoguchi/kit'
import { openDirectory, readPublicKey, readSigningKey } from '@madoguchi/messages'
import { demoCast, makeCastConnector, operators } from '@madoguchi/nation'
import type { Registry } from '@madoguchi/registry'
import { parseAuthorities, start as startRegistry } from '@madoguchi/registry'
import { serve } from '@madoguchi/server'
import type { Order, PartyRole, Start } from './party-orders.ts'

/**
 * One party in a process of its own: it first says where it listens, then is told who it is, then does what it is
 * asked. Only the network's messages pass between parties, by HTTP; the parent's channel is the test's hand.
 */
let receive: ((batch: Uint8Array) => Promise<Uint8Array>) | undefined
const endpoint = makeBatchEndpoint(async (batch) => {
  if (receive === undefined) throw new Error('not started yet')
  return receive(batch)
})
const web = await serve({ port: Number(process.argv[2] ?? '0'), fetch: endpoint })
process.send?.({ listening: web.url })

/** As much of each of them as is asked of any; an order names the party that has more. */
type App = { readonly delivery: { isIdle(): boolean } } & AsyncDisposable

let party: { role: PartyRole; app: App } | undefined

process.on('message', async (order: Order) => {
  try {
    process.send?.({ id: order.id, result: (await carryOut(order)) ?? null })
  } catch (error) {
    process.send?.({ id: order.id, failed: String((error as Error).stack) })
  }
})
process.on('disconnect', () => process.exit(0))

async function carryOut(order: Order): Promise<unknown> {
  if (order.do === 'start') return start(order)
  if (order.do === 'isIdle') return party?.app.delivery.isIdle()
  const agency = party?.app as Agency
  if (order.do === 'importPeople') return agency.importPeople(order.people)
  if (order.do === 'importMunicipality') return agency.importMunicipality(order.data)
  if (order.do === 'storeReplicas') return agency.storeReplicas(order.replicas)
  if (order.do === 'acquireCodes') return agency.acquireCodes()
  if (order.do === 'inquire') return agency.inquire(order.orders)
  const registry = party?.app as Registry
  if (order.do === 'importResidents') return registry.importResidents(order.residents)
  return agency.database
    .selectFrom('inquiries')
    .select(['exchange_id', 'outcome', 'datum', 'is_delayed'])
    .orderBy('asked_at')
    .execute()
}

async function start(order: Start): Promise<void> {
  const directory = openDirectory({
    bytes: base64url.decode(order.directory),
    pinnedKey: readPublicKey(base64url.decode(order.pinnedKey)),
    clock: systemClock,
  })
  const common = {
    runUrl: order.runUrl,
    directory,
    facts: openSandboxFacts(systemClock),
    key: readSigningKey(order.signingKey),
    transport: makeDirectTransport({ directory, fetch, timeoutMs: 5000 }),
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  }
  const secret = base64url.decode(order.secret)
  const names = { core: operators.core.id, registry: operators.registry.id }
  const starts: Record<
    PartyRole,
    () => Promise<
      { delivery: { receive(batch: Uint8Array): Promise<Uint8Array>; isIdle(): boolean } } & AsyncDisposable
    >
  > = {
    core: () => startCore({ self: operators.core.id }, { ...common, linkCodeKey: secret }),
    registry: () =>
      startRegistry(
        { self: operators.registry.id, core: operators.core.id },
        { ...common, subjectKey: secret, authorities: parseAuthorities(order.authorities ?? '') },
      ),
    'mihon-shi': () => startMember('mihon-shi'),
    'mihon-kenpo': () => startMember('mihon-kenpo'),
  }
  async function startMember(id: string): Promise<Agency> {
    const member = demoCast.find(({ agency }) => agency.id === id)
    if (member === undefined) throw new Error(`${id} is not in the cast`)
    const connector = makeCastConnector(member)
    return startAgency({ self: member.agency.id, ...names }, { ...common, readerSecret: secret, connector })
  }
  const app = await starts[order.role]()
  party = { role: order.role, app }
  receive = app.delivery.receive
}
