import { loadProcedures } from '@madoguchi/procedures'
import { findEmail } from '../account/confirmation.ts'
import { account, openAccount } from '../account/journey.ts'
import { makeMailbox } from '../account/mailbox.ts'
import { card, openCard } from '../card/journey.ts'
import { makeKnownSigners } from '../card/known-signers.ts'
import { countDrafts } from '../fill/drafts.page.ts'
import { fill, openFilling } from '../fill/journey.ts'
import { find, openFind } from '../find/journey.ts'
import { history, openHistory } from '../history/journey.ts'
import { findProvidersOf } from '../information/ask.ts'
import { listRequests } from '../information/find-request.ts'
import { information, openInformation } from '../information/journey.ts'
import { leaveInformation } from '../information/leave-information.ts'
import { openAnswers } from '../information/open-answers.ts'
import { getRequest } from '../information/requests.ts'
import { logIn, openLogIn } from '../log-in/journey.ts'
import { openOperator, operator } from '../operator/journey.ts'
import { openSessions, session } from '../session/journey.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { ApiSchemas } from '../shell/operation.ts'
import type { World } from '../shell/world.ts'
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
  const { config, deps, limits, clock, random, log } = world
  const { operator: desk, procedures = loadProcedures(), readSigned, trust, mailer } = deps
  const { mode, origin, idleMinutes } = config
  const onOperator = openOperator(world, world, {
    settings: {
      desk: desk && { ...desk, isProduction: mode === 'production' },
      idleMinutes,
      proxyHops: world.proxyHops,
    },
    limits,
    findReached: world.reached.find,
    findProxyTrouble: world.proxies.find,
    fates: () => opened.flatMap(({ fate }) => fate ?? []),
    sweep: world.delivery.sweep,
  })
  const { notices } = onOperator
  const cards = mode === 'sandbox' ? deps.cards : undefined
  const mailbox = makeMailbox({ db: world.db, mailer, origin, clock, random, log })
  const onLogIn = await openLogIn(world, world, { config, trust, cards, limits, notices, stack })
  const { crl, keepLists } = onLogIn.revocation
  const onFind = await openFind(world, world, { procedures, queues: world })
  const onFill = openFilling(world, onFind.finder, {
    limits,
    queues: world,
    answers: {
      listInquiries: async (session) => (await listRequests(world, session)).flatMap(({ inquiries }) => inquiries),
      open: (session, exchanges) => openAnswers(world, session, exchanges),
      isProvided: (type) => findProvidersOf(world, type).length > 0,
    },
    cards,
  })
  Object.assign(world, { notices })
  const list = [
    openSessions(world, world, { crl, idleMinutes }),
    onLogIn,
    await openCard(
      world,
      makeKnownSigners(world, trust, keepLists),
      {
        ...{ origin, proxyHops: world.proxyHops, crl },
        ...{ readSigned, sources: { getRequest: (visit) => getRequest(world, visit), openFill: onFill.openFill } },
      },
      stack,
    ),
    onFind,
    openInformation(world, world, {
      self: config.self,
      operator: config.operator.name,
      limits,
      prints: world.prints,
      waitingMax: world.deps.waitingMax,
      sendMails: mailbox.isOffered() ? () => mailbox.sendDue() : undefined,
    }),
    onOperator,
    onFill,
    openHistory(world, world, { limits, self: config.self }),
    openWhole(
      world,
      { origin, schemas: apiSchemas, listCalls },
      {
        listRequests: (session) => listRequests(world, session),
        countDrafts: (visit) => countDrafts(world, visit),
        findEmail: (account) => findEmail(world, account),
      },
    ),
    openAccount(world, world, { limits, mailbox, leaving: [leaveInformation], idleMinutes }, onLogIn),
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
