import type { AgencyId, InformationTypeId } from '@madoguchi/facts'
import { factsFile, factsFileHelp, parseAgencyId } from '@madoguchi/facts'
import { AppError } from '@madoguchi/kit'
import type { AnyExtra, Listen, Program } from '@madoguchi/party'
import {
  demandKind,
  getHeld,
  listenType,
  only,
  readPartyConfig,
  readSecretBytes,
  waitingMaxHelp,
  waitingMaxType,
} from '@madoguchi/party'
import { fetchCrl, readAnchor } from '@madoguchi/party/anchors'
import type { TrustAnchor } from '@madoguchi/pki'
import { configOrigin, configText, configWord } from '@madoguchi/server'
import { parseScanner } from './attachments/scan/scan-bytes.ts'
import { type OwnHandlings, readHandlings } from './cases/handled-procedures.ts'
import { makeMunicipality, municipalityMigrations } from './connectors/municipality.ts'
import { makeReplicaStore, replicaMigrations } from './connectors/replica.ts'
import { makeCauseCounter } from './count-causes.ts'
import type { Agency } from './start.ts'
import { listAgencySeries, start } from './start.ts'
import { watchChecks } from './watch-checks.ts'

const agencyExtra = {
  help: {
    ...factsFileHelp,
    MADOGUCHI_READER_SECRET_FILE: 'the secret that reader keys of our inquiries are derived from (secret file, 0600)',
    MADOGUCHI_CONNECTOR: 'where answers come from: municipality (tax tables) or replicas (registered copies)',
    ...waitingMaxHelp,
    MADOGUCHI_DESK_LISTEN: "where the officers' desk is, in plain HTTP for a proxy in front: 127.0.0.1:8482",
    MADOGUCHI_DESK_ORIGIN: "what officers' browsers call it, and passkeys are made for: https://desk.city.example",
    MADOGUCHI_DESK_MODE: 'sandbox or production (default: sandbox)',
    MADOGUCHI_FILINGS_FOLDER: 'where the sealed parts of filings are kept (default: none, and nothing is filed here)',
    MADOGUCHI_HANDLING_FILE:
      'affair, standard days and reviewer of procedures, where this agency has its own (JSON; default: as usual)',
    MADOGUCHI_CLAMD:
      'who looks through what is filed: socket or address of clamd (default: nobody): /run/clamav/clamd.ctl',
    MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE: 'the CA of signing certificates (base64 DER); needed where filings are taken',
    MADOGUCHI_SIGNING_CRL_URL: 'where its revocation list is: http://registry.example/crl/signing.crl',
  },
  settings: (files) => ({
    MADOGUCHI_FACTS_FILE: configText({ lengthMax: 4096 }),
    MADOGUCHI_CONNECTOR: connectorType(),
    MADOGUCHI_WAITING_MAX: waitingMaxType(),
    MADOGUCHI_DESK_LISTEN: listenType().optional(),
    MADOGUCHI_DESK_ORIGIN: configOrigin().optional(),
    MADOGUCHI_DESK_MODE: configWord('sandbox', 'production').default('sandbox'),
    MADOGUCHI_FILINGS_FOLDER: configText({ lengthMax: 4096 }).optional(),
    MADOGUCHI_HANDLING_FILE: files.open('how procedures are handled (JSON)', readHandlings).optional(),
    MADOGUCHI_CLAMD: configText({ lengthMax: 200 })
      .refine((text) => parseScanner(text) !== undefined, 'must be the path of a socket, or HOST:PORT')
      .optional(),
    MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE: files.open('a CA certificate (base64 DER)', readAnchor).optional(),
    MADOGUCHI_SIGNING_CRL_URL: configText({ lengthMax: 1024 })
      .refine((url) => URL.canParse(url), 'must be a URL')
      .optional(),
  }),
  secrets: (files) => ({ MADOGUCHI_READER_SECRET_FILE: files.secret('32 bytes in base64url', readSecretBytes) }),
  decide,
} satisfies AnyExtra

type Settings = {
  readonly MADOGUCHI_FACTS_FILE: string
  readonly MADOGUCHI_CONNECTOR: 'municipality' | 'replicas'
  readonly MADOGUCHI_WAITING_MAX: number
  readonly MADOGUCHI_DESK_LISTEN?: Listen | undefined
  readonly MADOGUCHI_DESK_ORIGIN?: string | undefined
  readonly MADOGUCHI_DESK_MODE: 'sandbox' | 'production'
  readonly MADOGUCHI_FILINGS_FOLDER?: string | undefined
  readonly MADOGUCHI_HANDLING_FILE?: OwnHandlings | undefined
  readonly MADOGUCHI_CLAMD?: string | undefined
  readonly MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE?: TrustAnchor | undefined
  readonly MADOGUCHI_SIGNING_CRL_URL?: string | undefined
}

function decide(settings: Settings, complain: (problem: string) => void) {
  const { MADOGUCHI_DESK_LISTEN: listen, MADOGUCHI_DESK_ORIGIN: origin, MADOGUCHI_DESK_MODE: mode } = settings
  if ((listen === undefined) !== (origin === undefined))
    complain(
      'MADOGUCHI_DESK_LISTEN and MADOGUCHI_DESK_ORIGIN must be given together: a desk has both, or there is none.',
    )
  if (origin !== undefined && !isForPasskeys(origin))
    complain('MADOGUCHI_DESK_ORIGIN must be https://NAME, or http://localhost: browsers make passkeys for no other.')
  return {
    factsFile: settings.MADOGUCHI_FACTS_FILE,
    connector: settings.MADOGUCHI_CONNECTOR,
    waitingMax: settings.MADOGUCHI_WAITING_MAX,
    desk: listen === undefined || origin === undefined ? undefined : { listen, origin, mode },
    filings: decideFilings(settings, complain),
    handlings: settings.MADOGUCHI_HANDLING_FILE,
  }
}

function decideFilings(settings: Settings, complain: (problem: string) => void) {
  const folder = settings.MADOGUCHI_FILINGS_FOLDER
  const anchor = settings.MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE
  const crlUrl = settings.MADOGUCHI_SIGNING_CRL_URL
  const given = [folder, anchor, crlUrl].filter((one) => one !== undefined)
  if (given.length % 3 !== 0)
    complain(
      'MADOGUCHI_FILINGS_FOLDER, MADOGUCHI_SIGNING_TRUST_ANCHOR_FILE and MADOGUCHI_SIGNING_CRL_URL must be given together: filings are taken with all three, or not.',
    )
  if (folder === undefined || anchor === undefined || crlUrl === undefined) return undefined
  const trust = { anchors: [anchor], loadCrl: () => fetchCrl(crlUrl) }
  return { folder, trust, scanner: parseScanner(settings.MADOGUCHI_CLAMD ?? '') }
}

/** A passkey is for the name of a host, never for an address, and only where nobody reads along (WebAuthn 5.1.2, 5.1.3). */
function isForPasskeys(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  const isAddress = /^[\d.]+$|^\[/.test(hostname)
  return !isAddress && (protocol === 'https:' || hostname === 'localhost')
}

function connectorType() {
  return configWord('municipality', 'replicas')
}

export const agency: Program<Agency> = {
  summary: "run an agency's node: asks, answers from its own data, keeps its own records",
  help: agencyExtra.help,
  migrating: {
    settings: () => ({ MADOGUCHI_CONNECTOR: connectorType() }),
    listSeries: ({ MADOGUCHI_CONNECTOR: kind }: { MADOGUCHI_CONNECTOR: 'municipality' | 'replicas' }) =>
      listAgencySeries({ migrations: kind === 'municipality' ? municipalityMigrations : replicaMigrations }),
  },
  configure(source) {
    const { config, own, secrets } = readPartyConfig(agencyExtra, source)
    return {
      config,
      secrets,
      signedFile: { path: own.factsFile, kind: factsFile },
      watch: ({ metrics, db, clock }) => [watchChecks({ metrics, clock, db: db.kysely })],
      async start(party) {
        const { deps, metrics } = party
        const self = config.party
        demandKind(deps, self, 'agency')
        const source = parseAgencyId(self)
        if (!source.ok)
          throw new AppError('CONFIG_INVALID', `MADOGUCHI_PARTY is ${self}, which no answer can name as its source.`)
        return start(
          { self, core: only(deps.directory, 'core'), registry: only(deps.directory, 'registry') },
          {
            ...deps,
            facts: getHeld(party, factsFile),
            readerSecret: secrets.MADOGUCHI_READER_SECRET_FILE,
            connector: {
              ...makeConnector(own.connector, source.value, []),
              // What the directory says today: a type that is new to it is answered from then on.
              get provides() {
                return deps.directory.find(self)?.provides ?? []
              },
            },
            waitingMax: own.waitingMax,
            countCauses: makeCauseCounter(metrics),
            desk: own.desk,
            filings: own.filings,
            handlings: own.handlings,
          },
        )
      },
      doors:
        own.desk === undefined
          ? []
          : [{ listen: own.desk.listen, fetch: (app, request, env) => app.desk.fetch(request, env) }],
    }
  },
}

function makeConnector(kind: 'municipality' | 'replicas', self: AgencyId, provides: readonly InformationTypeId[]) {
  return kind === 'municipality' ? makeMunicipality(self) : makeReplicaStore(self, provides)
}
