import type { Agency } from '@madoguchi/agency'
import { makeMunicipality, makeReplicaStore, start as startAgency } from '@madoguchi/agency'
import type { AgencyId, InformationTypeId } from '@madoguchi/catalogue'
import { findAgency, isInformationTypeId } from '@madoguchi/catalogue'
import type { Core, CoreTables, LedgerHeadFile } from '@madoguchi/core'
import { openLedgerHead, start as startCore } from '@madoguchi/core'
import { batchPath } from '@madoguchi/delivery'
import { AppError, base64, secondMs } from '@madoguchi/kit'
import type { DirectoryView, PartyKind } from '@madoguchi/messages'
import { parseCertificate, pinAnchor } from '@madoguchi/pki'
import type { Portal, PortalConfig } from '@madoguchi/portal'
import { start as startPortal } from '@madoguchi/portal'
import type { Registry, StoredAuthorities } from '@madoguchi/registry'
import { readAuthorities, start as startRegistry } from '@madoguchi/registry'
import { configInteger, configOrigin, configText, configWord } from '@madoguchi/server'
import type { Kysely } from 'kysely'
import type { AnyExtra, Help, PartyConfig, PartySecrets, Source } from './config.ts'
import { listenType, readPartyConfig } from './config.ts'
import type { App, Party, PartyDeps, WatchOwn } from './open-party.ts'
import type { Listen } from './read-values.ts'
import { readSecretBytes } from './read-values.ts'
import { watchOutcomes } from './watch-outcomes.ts'

export type ProgramName = 'core' | 'agency' | 'registry' | 'portal'

/** A configured program: what it needs to be opened, and then to be started. */
export type Configured<A extends App = App> = {
  readonly config: PartyConfig
  readonly secrets: PartySecrets
  start(party: Party): Promise<A>
  readonly watch?: WatchOwn
  /** A door of its own: citizens' pages, revocation lists. */
  readonly web?: { readonly listen: Listen; fetch(app: A, request: Request, env?: unknown): Promise<Response> }
}

export type Program<A extends App = App> = {
  readonly summary: string
  readonly help: Help
  configure(source: Source): Configured<A>
}

const coreExtra = {
  help: {
    MADOGUCHI_LINK_CODE_KEY_FILE: 'the key that all link codes are derived from (secret file, 0600)',
    MADOGUCHI_LEDGER_HEAD_FILE: 'where the head of the ledger is kept, outside of the database and its backups',
  },
  settings: () => ({ MADOGUCHI_LEDGER_HEAD_FILE: configText({ lengthMax: 4096 }) }),
  secrets: (files) => ({ MADOGUCHI_LINK_CODE_KEY_FILE: files.secret('32 bytes in base64url', readSecretBytes) }),
  decide: ({ MADOGUCHI_LEDGER_HEAD_FILE: ledgerHeadFile }: { MADOGUCHI_LEDGER_HEAD_FILE: string }) => ({
    ledgerHeadFile,
  }),
} satisfies AnyExtra

export const core = {
  summary: 'run the core: authorises, translates link codes, writes the ledger, relays sealed answers',
  help: coreExtra.help,
  configure(source: Source): Configured<Core> & { ledgerHead(party: Party): LedgerHeadFile } {
    const { config, own, secrets } = readPartyConfig(coreExtra, source)
    const self = config.party
    const ledgerHead = ({ deps }: Party) => openLedgerHead({ file: own.ledgerHeadFile, self, ...deps })
    return {
      config,
      secrets,
      ledgerHead,
      watch: ({ metrics, db, log }) => watchOutcomes({ metrics, log, db: db.kysely as unknown as Kysely<CoreTables> }),
      async start(party) {
        checkKind(party.deps, self, 'core')
        return startCore(
          { self },
          { ...party.deps, linkCodeKey: secrets.MADOGUCHI_LINK_CODE_KEY_FILE, ledgerHead: ledgerHead(party) },
        )
      },
    }
  },
} satisfies Program<Core>

const agencyExtra = {
  help: {
    MADOGUCHI_READER_SECRET_FILE: 'the secret that reader keys of our inquiries are derived from (secret file, 0600)',
    MADOGUCHI_CONNECTOR: 'where answers come from: municipality (tax tables) or replicas (registered copies)',
  },
  settings: () => ({ MADOGUCHI_CONNECTOR: configWord('municipality', 'replicas') }),
  secrets: (files) => ({ MADOGUCHI_READER_SECRET_FILE: files.secret('32 bytes in base64url', readSecretBytes) }),
  decide: ({ MADOGUCHI_CONNECTOR: connector }: { MADOGUCHI_CONNECTOR: 'municipality' | 'replicas' }) => ({ connector }),
} satisfies AnyExtra

export const agency: Program<Agency> = {
  summary: "run an agency's node: asks, answers from its own data, keeps its own records",
  help: agencyExtra.help,
  configure(source) {
    const { config, own, secrets } = readPartyConfig(agencyExtra, source)
    return {
      config,
      secrets,
      async start({ deps }) {
        const self = config.party
        checkKind(deps, self, 'agency')
        const source = findAgency(self)?.id
        if (source === undefined) throw new AppError('CONFIG_INVALID', `${self} is no agency of the catalogue.`)
        const provides = deps.directory.find(self)?.provides.filter(isInformationTypeId) ?? []
        return startAgency(
          { self, core: only(deps.directory, 'core'), registry: only(deps.directory, 'registry') },
          {
            ...deps,
            readerSecret: secrets.MADOGUCHI_READER_SECRET_FILE,
            connector: makeConnector(own.connector, source, provides),
          },
        )
      },
    }
  },
}

function makeConnector(kind: 'municipality' | 'replicas', self: AgencyId, provides: readonly InformationTypeId[]) {
  return kind === 'municipality' ? makeMunicipality(self) : makeReplicaStore(self, provides)
}

const registryExtra = {
  help: {
    MADOGUCHI_SUBJECT_KEY_FILE: 'the key that names residents towards the core (secret file, 0600)',
    MADOGUCHI_AUTHORITIES_FILE: 'the test authorities with their keys (secret file, 0600)',
    MADOGUCHI_CRL_LISTEN: 'where the revocation lists are, in plain HTTP: /crl/authentication.crl, /crl/signing.crl',
  },
  settings: () => ({ MADOGUCHI_CRL_LISTEN: listenType() }),
  secrets: (files) => ({
    MADOGUCHI_SUBJECT_KEY_FILE: files.secret('32 bytes in base64url', readSecretBytes),
    MADOGUCHI_AUTHORITIES_FILE: files.secret('the test authorities', readStoredAuthorities),
  }),
  decide: ({ MADOGUCHI_CRL_LISTEN: listen }: { MADOGUCHI_CRL_LISTEN: Listen }) => ({ listen }),
} satisfies AnyExtra

function readStoredAuthorities(text: string): StoredAuthorities {
  const stored = JSON.parse(text) as StoredAuthorities
  readAuthorities(stored)
  return stored
}

export const registry: Program<Registry> = {
  summary: 'run the registry, the stand-in for J-LIS: test cards, revocation lists, whose card was shown',
  help: registryExtra.help,
  configure(source) {
    const { config, own, secrets } = readPartyConfig(registryExtra, source)
    return {
      config,
      secrets,
      async start({ deps }) {
        const self = config.party
        checkKind(deps, self, 'registry')
        return startRegistry(
          { self, core: only(deps.directory, 'core') },
          {
            ...deps,
            authorities: secrets.MADOGUCHI_AUTHORITIES_FILE,
            subjectKey: secrets.MADOGUCHI_SUBJECT_KEY_FILE,
          },
        )
      },
      web: {
        listen: own.listen,
        async fetch(app, request) {
          const name = /^\/crl\/(authentication|signing)\.crl$/.exec(new URL(request.url).pathname)?.[1]
          if (name === undefined || request.method !== 'GET') return new Response(null, { status: 404 })
          const list = await app.loadCrl(name as 'authentication' | 'signing')
          return new Response(new Uint8Array(list), { headers: { 'content-type': 'application/pkix-crl' } })
        },
      },
    }
  },
}

const portalExtra = {
  help: {
    MADOGUCHI_ORIGIN: 'what citizens see and cards sign for: https://portal.example; the url of the directory',
    MADOGUCHI_WEB_LISTEN: 'where the pages are, in plain HTTP for a proxy in front: 127.0.0.1:8480',
    MADOGUCHI_PROXY_HOPS: 'how many proxies of ours stand in front (default: 0)',
    MADOGUCHI_MODE: 'sandbox or production (default: sandbox)',
    MADOGUCHI_IDLE_MINUTES: 'a session without a request for so long ends (default: 15)',
    MADOGUCHI_TRUST_ANCHOR_FILE:
      'the certificate of the authority that issues the cards (base64 DER, as "keys new" wrote it)',
    MADOGUCHI_CRL_URL: 'where its revocation list is: http://registry.example/crl/authentication.crl',
    MADOGUCHI_OPERATOR_FILE: 'who runs the site, as JSON: name, section, address, phone, hours, legalBasis',
  },
  settings: (files) => ({
    MADOGUCHI_ORIGIN: configOrigin(),
    MADOGUCHI_WEB_LISTEN: listenType(),
    MADOGUCHI_PROXY_HOPS: configInteger({ min: 0, max: 5 }).default(0),
    MADOGUCHI_MODE: configWord('sandbox', 'production').default('sandbox'),
    MADOGUCHI_IDLE_MINUTES: configInteger({ min: 1, max: 60 }).default(15),
    MADOGUCHI_TRUST_ANCHOR_FILE: files.open('a CA certificate (base64 DER)', readAnchor),
    MADOGUCHI_CRL_URL: configText({ lengthMax: 1024 }).refine((url) => URL.canParse(url), 'must be a URL'),
    MADOGUCHI_OPERATOR_FILE: files.open('name, section, address, phone, hours and legalBasis as JSON', readOperator),
  }),
  secrets: () => ({}),
  decide: (settings: {
    MADOGUCHI_ORIGIN: string
    MADOGUCHI_WEB_LISTEN: Listen
    MADOGUCHI_PROXY_HOPS: number
    MADOGUCHI_MODE: 'sandbox' | 'production'
    MADOGUCHI_IDLE_MINUTES: number
    MADOGUCHI_TRUST_ANCHOR_FILE: ReturnType<typeof readAnchor>
    MADOGUCHI_CRL_URL: string
    MADOGUCHI_OPERATOR_FILE: PortalConfig['operator']
  }) => settings,
} satisfies AnyExtra

function readAnchor(text: string) {
  const certificate = parseCertificate(base64.decode(text.trim()))
  const anchor = certificate.ok ? pinAnchor('cards', certificate.value) : certificate
  if (!anchor.ok) throw new TypeError(anchor.code)
  return anchor.value
}

function readOperator(text: string): PortalConfig['operator'] {
  const fields = ['name', 'section', 'address', 'phone', 'hours', 'legalBasis'] as const
  const given = JSON.parse(text) as Record<string, unknown>
  for (const field of fields) if (typeof given[field] !== 'string' || given[field] === '') throw new TypeError(field)
  const links = { terms: '/terms', privacy: '/privacy', accessibility: '/accessibility', contact: '/operator' }
  return {
    ...(Object.fromEntries(fields.map((field) => [field, given[field]])) as Omit<PortalConfig['operator'], 'links'>),
    links,
  }
}

const crlTimeoutMs = 10 * secondMs
const crlSizeBytesMax = 32 * 1024 * 1024

export const portal: Program<Portal> = {
  summary: "run the portal: citizens' pages and API",
  help: portalExtra.help,
  configure(source) {
    const { config, own, secrets } = readPartyConfig(portalExtra, source)
    return {
      config,
      secrets,
      async start({ deps }) {
        const self = config.party
        checkKind(deps, self, 'portal')
        if (deps.directory.find(self)?.url !== own.MADOGUCHI_ORIGIN)
          throw new AppError(
            'CONFIG_INVALID',
            'MADOGUCHI_ORIGIN is not the url that the directory has for us: no card could log in.',
          )
        return startPortal(
          {
            self,
            core: only(deps.directory, 'core'),
            registry: only(deps.directory, 'registry'),
            origin: own.MADOGUCHI_ORIGIN,
            mode: own.MADOGUCHI_MODE,
            operator: own.MADOGUCHI_OPERATOR_FILE,
            idleMinutes: own.MADOGUCHI_IDLE_MINUTES,
            proxyHops: own.MADOGUCHI_PROXY_HOPS,
          },
          {
            ...deps,
            trust: { anchors: [own.MADOGUCHI_TRUST_ANCHOR_FILE], loadCrl: () => fetchCrl(own.MADOGUCHI_CRL_URL) },
          },
        )
      },
      web: {
        listen: own.MADOGUCHI_WEB_LISTEN,
        // Batches have a door of their own, with TLS.
        fetch: async (app, request, env) =>
          new URL(request.url).pathname === batchPath ? new Response(null, { status: 404 }) : app.fetch(request, env),
      },
    }
  },
}

/** A revocation list is signed: plain HTTP is how such lists are published. */
async function fetchCrl(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(crlTimeoutMs), redirect: 'error' })
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (response.status !== 200 || bytes.length > crlSizeBytesMax)
    throw new AppError('CRL_UNREACHABLE', 'The revocation list could not be had.', {
      facts: { status: response.status },
    })
  return bytes
}

function checkKind({ directory }: PartyDeps, self: string, kind: PartyKind): void {
  const is = directory.find(self)?.kind
  if (is !== kind)
    throw new AppError('CONFIG_INVALID', `MADOGUCHI_PARTY is ${is ?? 'nobody'} in the directory, not ${kind}.`)
}

function only(directory: DirectoryView, kind: PartyKind): string {
  const [party, more] = directory.ofKind(kind)
  if (party === undefined || more !== undefined)
    throw new AppError('CONFIG_INVALID', `The directory must have one ${kind}.`)
  return party.id
}

/** The programs by name: the type of each app is its own. */
export const programs = { core, agency, registry, portal } as const
