import type { AgencyId, InformationTypeId } from '@madoguchi/facts'
import { factsFile, factsFileHelp, parseAgencyId } from '@madoguchi/facts'
import { AppError } from '@madoguchi/kit'
import type { AnyExtra, Program } from '@madoguchi/party'
import {
  demandKind,
  getHeld,
  only,
  readPartyConfig,
  readSecretBytes,
  waitingMaxHelp,
  waitingMaxType,
} from '@madoguchi/party'
import { configText, configWord } from '@madoguchi/server'
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
  },
  settings: () => ({
    MADOGUCHI_FACTS_FILE: configText({ lengthMax: 4096 }),
    MADOGUCHI_CONNECTOR: connectorType(),
    MADOGUCHI_WAITING_MAX: waitingMaxType(),
  }),
  secrets: (files) => ({ MADOGUCHI_READER_SECRET_FILE: files.secret('32 bytes in base64url', readSecretBytes) }),
  decide: (settings: {
    MADOGUCHI_FACTS_FILE: string
    MADOGUCHI_CONNECTOR: 'municipality' | 'replicas'
    MADOGUCHI_WAITING_MAX: number
  }) => ({
    factsFile: settings.MADOGUCHI_FACTS_FILE,
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
          },
        )
      },
    }
  },
}

function makeConnector(kind: 'municipality' | 'replicas', self: AgencyId, provides: readonly InformationTypeId[]) {
  return kind === 'municipality' ? makeMunicipality(self) : makeReplicaStore(self, provides)
}
