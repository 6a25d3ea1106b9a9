import { loadProcedures } from '@madoguchi/procedures'
import { findEmail } from '../account/confirmation.ts'
import { account } from '../account/journey.ts'
import { card, openCard } from '../card/journey.ts'
import { makeKnownSigners } from '../card/known-signers.ts'
import { countDrafts } from '../fill/drafts.page.ts'
import { openFill } from '../fill/fill-visit.ts'
import { fill } from '../fill/journey.ts'
import { find, openFind } from '../find/journey.ts'
import { history, openHistory } from '../history/journey.ts'
import { listRequests } from '../information/find-request.ts'
import { information, openInformation } from '../information/journey.ts'
import { getRequest } from '../information/requests.ts'
import { logIn } from '../log-in/journey.ts'
import { openOperator, operator } from '../operator/journey.ts'
import { openSessions, session } from '../session/journey.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { ApiSchemas } from '../shell/operation.ts'
import type { World } from '../shell/world.ts'
import { openBefore } from '../shell/world-journey.ts'
import { openWhole, whole } from './journey.ts'

/** Every journey there is. */
export const journeys: readonly Journey[] = [
  session,
  logIn,
  card,
  find,
  information,
  operator,
  fill,
  history,
  whole,
  account,
]

/** What goes over the API, in both directions: the same schemas parse, type the calls and stand in the description. */
export const apiSchemas = Object.assign({}, ...journeys.map(({ schemas }) => schemas)) as ApiSchemas

/**
 * Opens them all; `stack` closes what they keep. In the order of the answer they add their pages (of two addresses that fit, the first
 * answers) and do what time does: account is last, since a mail server that hangs holds up nothing but mails.
 */
export async function openJourneys(world: World, stack: AsyncDisposableStack) {
  const opened: OpenJourney[] = []
  const listCalls = () => opened.flatMap(({ calls = [] }) => calls)
  const { operator: desk, procedures = loadProcedures(), readSigned, trust } = world.deps
  const { mode, idleMinutes } = world.config
  const onOperator = openOperator(world, world, {
    settings: {
      desk: desk && { ...desk, isProduction: mode === 'production' },
      idleMinutes,
      proxyHops: world.proxyHops,
    },
    limits: world.limits,
    findReached: world.reached.find,
    findProxyTrouble: world.proxies.find,
    fates: () => opened.flatMap(({ fate }) => fate ?? []),
    sweep: world.delivery.sweep,
  })
  Object.assign(world, { notices: onOperator.notices })
  const onLogIn = await openBefore(logIn, world, stack)
  const onFind = await openFind(world, world, { procedures, queues: world })
  Object.assign(world, { finder: onFind.finder })
  const list = [
    openSessions(world, world, { crl: world.crl, idleMinutes }),
    onLogIn,
    await openCard(
      world,
      makeKnownSigners(world, trust, world.keepLists),
      {
        ...{ origin: world.config.origin, proxyHops: world.proxyHops, crl: world.crl },
        ...{ readSigned, sources: { getRequest: (visit) => getRequest(world, visit), openFill } },
      },
      stack,
    ),
    onFind,
    openInformation(world, world, {
      self: world.config.self,
      operator: world.config.operator.name,
      limits: world.limits,
      prints: world.prints,
      waitingMax: world.deps.waitingMax,
      sendMails: world.deps.mailer && (() => world.mailbox.sendDue()),
    }),
    onOperator,
    await openBefore(fill, world, stack),
    openHistory(world, world, { limits: world.limits, self: world.config.self }),
    openWhole(
      world,
      { origin: world.config.origin, schemas: apiSchemas, listCalls },
      {
        listRequests: (session) => listRequests(world, session),
        countDrafts,
        findEmail: (account) => findEmail(world, account),
      },
    ),
    await openBefore(account, world, stack),
  ] as const
  opened.push(...list)
  return list
}

type HandlersBy<J> = J extends { readonly handlers: infer Given } ? Given : never
type AllOf<T> = (T extends unknown ? (one: T) => void : never) extends (all: infer All) => void ? All : never

/** The handlers of all journeys, each by its name: the type knows which there are, so that a missing one is found where the app starts. */
export function gatherHandlers<T extends readonly OpenJourney[]>(opened: T): AllOf<HandlersBy<T[number]>> {
  return Object.assign({}, ...opened.map(({ handlers }) => handlers))
}
