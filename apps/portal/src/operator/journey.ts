import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { LetterFate } from '../shell/letter-fate.ts'
import type { NoticeBoard } from '../shell/notice.ts'
import type { World } from '../shell/world.ts'
import { makeNoticeBoard } from './notice-board.ts'
import { makeOperatorApp } from './operator-app.ts'
import { wipeDeadLetters } from './wipe-dead-letters.ts'

/** The operator's page, for a listener of its own: queues, dead letters, agencies' health, and notices to citizens. */
export const operator: Journey = { name: 'operator', tables: ['notices', 'operator_actions'] }

/** `fates`: what journeys do when the operator decides about a dead letter. */
export function openOperator(
  world: World,
  { fates }: { fates: () => readonly LetterFate[] },
): OpenJourney & { readonly notices: NoticeBoard } {
  const desk = world.deps.operator
  Object.defineProperty(world, 'fates', { get: fates })
  return {
    notices: makeNoticeBoard(world),
    desk: async (given) => (desk === undefined ? undefined : makeOperatorApp(world, { ...given, operator: desk })),
    jobs: { wipeDeadLetters: () => wipeDeadLetters(world) },
  }
}
