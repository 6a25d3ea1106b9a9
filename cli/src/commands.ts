import type { Command } from '@madoguchi/party'
import { cardDoctor } from './commands/card-doctor.ts'
import { cardEmulate } from './commands/card-emulate.ts'
import { cardHostInstall, cardHostUninstall } from './commands/card-host.ts'
import { demoCards } from './commands/demo-cards.ts'
import { demoRenew } from './commands/demo-renew.ts'
import { demoStart } from './commands/demo-start.ts'
import { history } from './commands/history.ts'
import { me } from './commands/me.ts'
import { receiptVerify } from './commands/receipt-verify.ts'
import { registryEnrol } from './commands/registry-enrol.ts'
import { registryResidents } from './commands/registry-residents.ts'
import { registryRevoke } from './commands/registry-revoke.ts'
import { sign } from './commands/sign.ts'
import { verify } from './commands/verify.ts'
import { partyCommands } from './party-commands.ts'

export const commands: readonly Command[] = [
  demoStart,
  demoCards,
  demoRenew,
  cardEmulate,
  cardDoctor,
  cardHostInstall,
  cardHostUninstall,
  me,
  history,
  sign,
  verify,
  receiptVerify,
  registryEnrol,
  registryRevoke,
  registryResidents,
  ...partyCommands,
]
