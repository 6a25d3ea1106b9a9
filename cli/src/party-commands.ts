import type { Command } from './command.ts'
import { agencyOffer } from './commands/agency-offer.ts'
import { coreLedgerHead } from './commands/core-ledger-head.ts'
import { databaseCreate } from './commands/database-create.ts'
import { directoryCommands } from './commands/directory.ts'
import { health } from './commands/health.ts'
import { keysCommands } from './commands/keys.ts'
import { populationCommands } from './commands/population.ts'
import { portal } from './party/portal-program.ts'
import { agency, core } from './party/programs.ts'
import { registry } from './party/registry-program.ts'
import { makeProgramCommand } from './party/run-party.ts'

/** What an operator of separate programs needs. */
export const partyCommands: readonly Command[] = [
  makeProgramCommand('core', core),
  makeProgramCommand('agency', agency),
  makeProgramCommand('registry', registry),
  makeProgramCommand('portal', portal),
  ...keysCommands,
  ...directoryCommands,
  databaseCreate,
  coreLedgerHead,
  health,
  ...populationCommands,
  agencyOffer,
]
