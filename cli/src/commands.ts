import type { Command } from './command.ts'
import { cardEmulate } from './commands/card-emulate.ts'
import { demoCards } from './commands/demo-cards.ts'
import { demoStart } from './commands/demo-start.ts'
import { history } from './commands/history.ts'
import { me } from './commands/me.ts'

export const commands: readonly Command[] = [demoStart, demoCards, cardEmulate, me, history]
