import type { Agency, AgencyTables } from '@madoguchi/agency'
import { listAgencySeries, makeMunicipality, makeReplicaStore, start as startAgency } from '@madoguchi/agency'
import type { AgencyId, InformationTypeId } from '@madoguchi/catalogue'
import { agencies, findAgency, isInformationTypeId } from '@madoguchi/catalogue'
import { AppError, systemClock } from '@madoguchi/kit'
import { configWord } from '@madoguchi/server'
import type { Kysely } from 'kysely'
import type { AnyExtra } from './config.ts'
import { readPartyConfig } from './config.ts'
import { makeCauseCounter } from './count-causes.ts'
import type { Program } from './program.ts'
import { checkKind, only } from './program.ts'
import { readSecretBytes } from './read-values.ts'
import { waitingMaxHelp, waitingMaxType } from './waiting-max.ts'
import { watchChecks } from './watch-checks.ts'

const agencyExtra = {
  help: {
    MADOGUCHI_READER_SECRET_FILE: 'the secret that reader keys of our inquiries are derived from (secret file, 0600)',
    MADOGUCHI_CONNECTOR: 'where answers come from: municipality (tax tables) or replicas (registered copies)',
    ...waitingMaxHelp,
  },
  settings: () => ({
    MADOGUCHI_CONNECTOR: connectorType(),
    MADOGUCHI_WAITING_MAX: waitingMaxType(),
  }),
  secrets: (files) => ({ MADOGUCHI_READER_SECRET_FILE: files.secret('32 bytes in base64url', readSecretBytes) }),
  decide: (settings: { MADOGUCHI_CONNECTOR: 'municipality' | 'replicas'; MADOGUCHI_WAITING_MAX: number }) => ({
    connector: settings.MADOGUCHI_CONNECTOR,
    waitingMax: settings.MADOGUCHI_WAITING_MAX,
  }),
} satisfies AnyExtra

function connectorType() {
  return configWord('municipality', 'replicas')
}

export const agency: Program<Agency> = {
  summary: "run an agency's node: asks, answers from its own data, keeps its own records",
  help: agencyExtra.help,
  migrating: {
    settings: () => ({ MADOGUCHI_CONNECTOR: connectorType() }),
    listSeries: ({ MADOGUCHI_CONNECTOR: kind }: { MADOGUCHI_CONNECTOR: 'municipality' | 'replicas' }) =>
      listAgencySeries(makeConnector(kind, agencies.mihonShi.id, [])),
  },
  configure(source) {
    const { config, own, secrets } = readPartyConfig(agencyExtra, source)
    return {
      config,
      secrets,
      watch: ({ metrics, db, log }) =>
        watchChecks({ metrics, log, clock: systemClock, db: db.kysely as unknown as Kysely<AgencyTables> }),
      async start({ deps, metrics }) {
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
            countCauses: makeCauseCounter(metrics),
          },
        )
      },
    }
  },
}

function makeConnector(kind: 'municipality' | 'replicas', self: AgencyId, provides: readonly InformationTypeId[]) {
  return kind === 'municipality' ? makeMunicipality(self) : makeReplicaStore(self, provides)
}
