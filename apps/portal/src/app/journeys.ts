import { account } from '../account/journey.ts'
import { card } from '../card/journey.ts'
import { fill } from '../fill/journey.ts'
import { find } from '../find/journey.ts'
import { history } from '../history/journey.ts'
import { information } from '../information/journey.ts'
import { logIn } from '../log-in/journey.ts'
import { operator } from '../operator/journey.ts'
import { session } from '../session/journey.ts'
import type { Journey } from '../shell/journey.ts'
import type { World } from '../shell/world.ts'
import { whole } from './journey.ts'

const list = [session, logIn, card, find, information, operator, fill, history, whole, account] as const

/**
 * Every journey there is. In this order they are opened, add their pages (of two addresses that fit, the first answers) and do what
 * time does: account is last, since a mail server that hangs holds up nothing but mails.
 */
export const journeys: readonly Journey[] = list

type HandlersBy<J> = J extends { handlers(world: World): infer Given } ? Given : never
type AllOf<T> = (T extends unknown ? (one: T) => void : never) extends (all: infer All) => void ? All : never

/** The handlers of all journeys, each by its name: the type knows which there are, so that a missing one is found where the app starts. */
export function gatherHandlers(world: World): AllOf<HandlersBy<(typeof list)[number]>> {
  return Object.assign({}, ...journeys.map(({ handlers }) => handlers?.(world)))
}
