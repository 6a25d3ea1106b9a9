import type { Agency } from '@madoguchi/agency'
import { makeMunicipality, makeReplicaStore, start as startAgency } from '@madoguchi/agency'
import type { AgencyId, InformationTypeId } from '@madoguchi/catalogue'
import { findAgency, isInformationTypeId } from '@madoguchi/catalogue'
import type { Core, CoreTables, LedgerHeadFile } from '@madoguchi/core'
import { openLedgerHead, start as startCore } from '@madoguchi/core'
import { AppError } from '@madoguchi/kit'
import { configText, configWord } from '@madoguchi/server'
import type { Kysely } from 'kysely'
import type { AnyExtra, Source } from './config.ts'
import { readPartyConfig } from './config.ts'
import type { Party } from './open-party.ts'
import { portal } from './portal-program.ts'
import type { Configured, Program } from './program.ts'
import { checkKind, only } from './program.ts'
import { readSecretBytes } from './read-values.ts'
import { registry } from './registry-program.ts'
import { waitingMaxHelp, waitingMaxType } from './waiting-max.ts'
import { watchOutcomes } from './watch-outcomes.ts'

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
    ...waitingMaxHelp,
  },
  settings: () => ({
    MADOGUCHI_CONNECTOR: configWord('municipality', 'replicas'),
    MADOGUCHI_WAITING_MAX: waitingMaxType(),
  }),
  secrets: (files) => ({ MADOGUCHI_READER_SECRET_FILE: files.secret('32 bytes in base64url', readSecretBytes) }),
  decide: (settings: { MADOGUCHI_CONNECTOR: 'municipality' | 'replicas'; MADOGUCHI_WAITING_MAX: number }) => ({
    connector: settings.MADOGUCHI_CONNECTOR,
    waitingMax: settings.MADOGUCHI_WAITING_MAX,
  }),
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
        if (source === undefined)
          throw new AppError(
            'CONFIG_INVALID',
            `MADOGUCHI_PARTY is ${self}, which is no agency of the catalogue: name one of catalogue/src/agencies.ts.`,
          )
        const provides = deps.directory.find(self)?.provides.filter(isInformationTypeId) ?? []
        return startAgency(
          { self, core: only(deps.directory, 'core'), registry: only(deps.directory, 'registry') },
          {
            ...deps,
            readerSecret: secrets.MADOGUCHI_READER_SECRET_FILE,
            connector: makeConnector(own.connector, source, provides),
            waitingMax: own.waitingMax,
          },
        )
      },
    }
  },
}

function makeConnector(kind: 'municipality' | 'replicas', self: AgencyId, provides: readonly InformationTypeId[]) {
  return kind === 'municipality' ? makeMunicipality(self) : makeReplicaStore(self, provides)
}

/** The programs by name: the type of each app is its own. */
export const programs = { core, agency, registry, portal } as const
