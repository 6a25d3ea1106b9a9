import type { Journey } from '../shell/journey.ts'
import { makeNoticeBoard } from './notice-board.ts'
import { makeOperatorApp } from './operator-app.ts'
import { wipeDeadLetters } from './wipe-dead-letters.ts'

/** The operator's page, for a listener of its own: queues, dead letters, agencies' health, and notices to citizens. */
export const operator: Journey = {
  name: 'operator',
  tables: ['notices', 'operator_actions'],
  open: ({ db, deps }) => ({ notices: makeNoticeBoard({ db, clock: deps.clock, log: deps.log }) }),
  desk: async (world, given) =>
    world.deps.operator === undefined ? undefined : makeOperatorApp(world, { ...given, operator: world.deps.operator }),
  jobs: { wipeDeadLetters },
}
