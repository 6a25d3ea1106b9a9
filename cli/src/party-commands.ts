import type { Command } from '@madoguchi/party'
import { makeMigrateCommand, makeProgramCommand } from '@madoguchi/party'
import { agencyChecks } from './commands/agency-checks.ts'
import { agencyLetters } from './commands/agency-letters.ts'
import { agencyOffer } from './commands/agency-offer.ts'
import { agencyPeople } from './commands/agency-people.ts'
import { agencyTie } from './commands/agency-tie.ts'
import { coreLedgerHead } from './commands/core-ledger-head.ts'
import { databaseCreate } from './commands/database-create.ts'
import { deskInvite } from './commands/desk-invite.ts'
import { directoryCommands } from './commands/directory.ts'
import { factsCommands } from './commands/facts.ts'
import { health } from './commands/health.ts'
import { keysCommands } from './commands/keys.ts'
import { populationCommands } from './commands/population.ts'
import { programs } from './programs.ts'

/** What an operator of separate programs needs. */
export const partyCommands: readonly Command[] = [
  makeProgramCommand('core', programs.core),
  makeProgramCommand('agency', programs.agency),
  makeProgramCommand('registry', programs.registry),
  makeProgramCommand('portal', programs.portal),
  makeMigrateCommand('core', programs.core),
  makeMigrateCommand('agency', programs.agency),
  makeMigrateCommand('registry', programs.registry),
  makeMigrateCommand('portal', programs.portal),
  ...keysCommands,
  ...directoryCommands,
  ...factsCommands,
  databaseCreate,
  coreLedgerHead,
  health,
  ...populationCommands,
  agencyOffer,
  ...agencyChecks,
  agencyTie,
  ...agencyPeople,
  ...agencyLetters,
  deskInvite,
]
