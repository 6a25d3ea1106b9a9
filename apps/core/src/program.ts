import { factsFile, factsFileHelp } from '@madoguchi/facts'
import type { AnyExtra, Configured, Party, Program, Source } from '@madoguchi/party'
import { demandKind, getHeld, readPartyConfig, readSecretBytes } from '@madoguchi/party'
import { configText } from '@madoguchi/server'
import type { LedgerHeadFile } from './ledger-head.ts'
import { openLedgerHead } from './ledger-head.ts'
import type { Core } from './start.ts'
import { coreSeries, start } from './start.ts'
import { watchOutcomes } from './watch-outcomes.ts'

const coreExtra = {
  help: {
    ...factsFileHelp,
    MADOGUCHI_LINK_CODE_KEY_FILE: 'the key that all link codes are derived from (secret file, 0600)',
    MADOGUCHI_LEDGER_HEAD_FILE: 'where the head of the ledger is kept, outside of the database and its backups',
  },
  settings: () => ({
    MADOGUCHI_FACTS_FILE: configText({ lengthMax: 4096 }),
    MADOGUCHI_LEDGER_HEAD_FILE: configText({ lengthMax: 4096 }),
  }),
  secrets: (files) => ({ MADOGUCHI_LINK_CODE_KEY_FILE: files.secret('32 bytes in base64url', readSecretBytes) }),
  decide: (settings: { MADOGUCHI_FACTS_FILE: string; MADOGUCHI_LEDGER_HEAD_FILE: string }) => ({
    factsFile: settings.MADOGUCHI_FACTS_FILE,
    ledgerHeadFile: settings.MADOGUCHI_LEDGER_HEAD_FILE,
  }),
} satisfies AnyExtra

export const core = {
  summary: 'run the core: authorises, translates link codes, writes the ledger, relays sealed answers',
  help: coreExtra.help,
  migrating: { settings: () => ({}), listSeries: () => coreSeries },
  configure(source: Source): Configured<Core> & { ledgerHead(party: Party): LedgerHeadFile } {
    const { config, own, secrets } = readPartyConfig(coreExtra, source)
    const self = config.party
    const ledgerHead = ({ deps }: Party) => openLedgerHead({ file: own.ledgerHeadFile, self, ...deps })
    return {
      config,
      secrets,
      signedFile: { path: own.factsFile, kind: factsFile },
      ledgerHead,
      watch: ({ metrics, db }) => [watchOutcomes({ metrics, db: db.kysely })],
      async start(party) {
        demandKind(party.deps, self, 'core')
        return start(
          { self },
          {
            ...party.deps,
            facts: getHeld(party, factsFile),
            linkCodeKey: secrets.MADOGUCHI_LINK_CODE_KEY_FILE,
            ledgerHead: ledgerHead(party),
          },
        )
      },
    }
  },
} satisfies Program<Core>
