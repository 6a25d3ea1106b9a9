import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Agency } from '@madoguchi/agency'
import { listAgencySeries, makeReplicaStore, start as startAgency } from '@madoguchi/agency'
import { coreSeries, start as startCore } from '@madoguchi/core'
import { createPartyDatabases, migrate } from '@madoguchi/db'
import type { Receive, Transport } from '@madoguchi/delivery'
import { makeInProcessNetwork, makeTlsIdentity, makeTlsTransport, serveBatches } from '@madoguchi/delivery'
import { findFreePorts } from '@madoguchi/delivery/testing'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import { base64url, systemClock, systemRandom } from '@madoguchi/kit'
import { openDirectory, publicBytesOf, readSigningKey } from '@madoguchi/messages'
import { portalSeries } from '@madoguchi/portal'
import type { Registry } from '@madoguchi/registry'
import { createAuthorities, readAuthorities, registrySeries, start as startRegistry } from '@madoguchi/registry'
import { makeLog } from '@madoguchi/server'
import { bundleProgram } from 'madoguchi/build'
import { openServer } from '../open-server.ts'
import { startAsService } from '../separate/as-a-service.ts'
import { signWideDirectory } from './directory.ts'
import type { PortalOrder } from './orders.ts'
import type { Provider } from './providers.ts'
import { drawProviders, makeReplicas } from './providers.ts'

export type Wide = AsyncDisposable & {
  readonly registry: Registry
  /** Of residents whom all agencies know and have data about. */
  readonly residentCodes: readonly string[]
  /** What cards sign for; it is reached at 127.0.0.1. */
  readonly origin: string
  readonly portalPid: number
  readonly coreUrl: string
  /** The database server's process. */
  readonly postmaster: number
}

const self = { core: 'mihon-core', registry: 'mihon-registry', portal: 'mihon-portal' } as const
const portalSource = fileURLToPath(new URL('./portal.main.ts', import.meta.url))

/** Twelve agencies, core and registry in this process; the portal in one of its own, joined to them by TLS 1.3. */
export async function openWide(options: {
  dataFolder: string
  /** Where the built portal is put. */
  buildFolder: string
  people: number
}): Promise<Wide> {
  await using stack = new AsyncDisposableStack()
  const clock = systemClock
  const providers = drawProviders()
  const server = await openServer(stack, options.dataFolder)
  const ids: readonly string[] = [self.core, self.registry, self.portal, ...providers.map(({ id }) => id)]
  const made = await createPartyDatabases({ server, parties: ids.map((id) => id.replaceAll('-', '_')) })
  const databaseOf = (id: string) => made[ids.indexOf(id)] as (typeof made)[number]
  const [someProvider] = providers
  if (someProvider === undefined) throw new Error('nobody provides anything')
  const ofAgency = listAgencySeries(makeReplicaStore(someProvider.id, []))
  const seriesOf = new Map<string, typeof ofAgency>([
    [self.core, coreSeries],
    [self.registry, registrySeries],
    [self.portal, portalSeries],
  ])
  for (const id of ids) await migrate({ connection: databaseOf(id).migrateUrl, series: seriesOf.get(id) ?? ofAgency })
  const [webPort = 0, corePort = 0, registryPort = 0, portalPort = 0] = await findFreePorts(4)
  const ports = { [self.core]: corePort, [self.registry]: registryPort, [self.portal]: portalPort }
  const identities = {
    [self.core]: makeTlsIdentity(),
    [self.registry]: makeTlsIdentity(),
    [self.portal]: makeTlsIdentity(),
  }
  const origin = `http://localhost:${webPort}`
  const signed = signWideDirectory({ ids, providers, ports, identities, origin })
  const { bytes, pinnedKey, keyPemOf } = signed
  const directory = openDirectory({ bytes, pinnedKey, clock })
  const network = makeInProcessNetwork()

  /** Within this process by hand, to the portal by TLS. */
  function transportOf(id: typeof self.core | typeof self.registry): Transport {
    const tls = stack.use(makeTlsTransport({ directory, identity: identities[id], clock, timeoutMs: 10_000 }))
    return { send: (to, batch) => (to === self.portal ? tls : network.transport).send(to, batch) }
  }
  const depsOf = (id: string, transport: Transport) => {
    const { runUrl } = databaseOf(id)
    const log = makeLog({ level: 'error', name: id, destination: process.stderr })
    const key = readSigningKey(keyPemOf(id))
    return { runUrl, directory, facts: openSandboxFacts(clock), key, transport, clock, random: systemRandom, log }
  }
  async function join(id: typeof self.core | typeof self.registry, receive: Receive): Promise<void> {
    network.connect(id, receive)
    const identity = identities[id]
    stack.use(await serveBatches({ receive, directory, identity, clock, host: '127.0.0.1', port: ports[id] }))
  }

  const authorities = await createAuthorities({ clock, random: systemRandom })
  const core = stack.use(
    await startCore(
      { self: self.core },
      { ...depsOf(self.core, transportOf(self.core)), linkCodeKey: systemRandom.bytes(32) },
    ),
  )
  const registry = stack.use(
    await startRegistry(
      { self: self.registry, core: self.core },
      { ...depsOf(self.registry, transportOf(self.registry)), authorities, subjectKey: systemRandom.bytes(32) },
    ),
  )
  await join(self.core, core.receive)
  await join(self.registry, registry.delivery.receive)
  const residentCodes = Array.from({ length: options.people }, (_, i) => String(10_000_000_000 + i))
  await registry.importResidents(
    residentCodes.map((residentCode) => ({
      residentCode,
      name: '見本 花子',
      address: 'みほん県みほん市本町1-1',
      birthDate: '1985-04-02',
      sex: '2',
    })),
  )
  for (const provider of providers) {
    const connector = makeReplicaStore(provider.id, provider.provides)
    const agency = stack.use(
      await startAgency(
        { self: provider.id, core: self.core, registry: self.registry },
        { ...depsOf(provider.id, network.transport), readerSecret: systemRandom.bytes(32), connector },
      ),
    )
    network.connect(provider.id, agency.delivery.receive)
    await fillAgency(agency, provider, residentCodes)
  }
  const order: PortalOrder = {
    runUrl: databaseOf(self.portal).runUrl,
    directory: base64url.encode(bytes),
    pinnedKey: base64url.encode(publicBytesOf(signed.offlineKey)),
    signingKeyPem: keyPemOf(self.portal),
    tlsKeyPem: identities[self.portal].privateKeyPem,
    tlsCertificatePem: identities[self.portal].certificatePem,
    origin,
    webPort,
    networkPort: portalPort,
    anchor: base64url.encode(readAuthorities(authorities).authentication.ca.certificate.der),
    crl: base64url.encode(await registry.loadCrl('authentication')),
  }
  const portalPid = await startPortal(stack, `${options.buildFolder}/portal.mjs`, order)
  const owned = stack.move()
  return {
    registry,
    residentCodes,
    origin,
    portalPid,
    coreUrl: databaseOf(self.core).runUrl,
    postmaster: server.pid,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function fillAgency(agency: Agency, provider: Provider, residentCodes: readonly string[]): Promise<void> {
  const people = residentCodes.map((residentCode) => ({ personRef: `P${residentCode}`, residentCode }))
  await agency.importPeople(people)
  await agency.storeReplicas(people.flatMap(({ personRef }) => makeReplicas(provider, personRef)))
  await agency.acquireCodes()
  const left = () =>
    agency.database.selectFrom('people').select('person_ref').where('link_code', 'is', null).limit(1).execute()
  while ((await left()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Gives the process id of a portal that is ready: built, and started as its unit does. */
async function startPortal(stack: AsyncDisposableStack, outputFile: string, order: PortalOrder): Promise<number> {
  await bundleProgram({ entry: portalSource, outputFile })
  const child = spawn(...(await startAsService('portal', [outputFile])), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  stack.defer(async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode !== null || child.signalCode !== null) return
    child.disconnect()
    await gone
  })
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', (code) => reject(new Error(`the portal ended with ${code} before it was ready`)))
    child.send(order)
  })
  return child.pid ?? 0
}
