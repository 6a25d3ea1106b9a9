import { loadProcedures } from '@madoguchi/procedures'
import { getEmail } from '../account/confirmation.ts'
import { account, openAccount } from '../account/journey.ts'
import { makeMailbox } from '../account/mailbox.ts'
import { makeNewsMails } from '../account/news-mails.ts'
import { countNews } from '../apply/filings.ts'
import { apply, openApply } from '../apply/journey.ts'
import { openKeptFiles } from '../apply/kept-files.ts'
import { leaveFilings } from '../apply/leave-filings.ts'
import { tellNews } from '../apply/tell-news.ts'
import { card, openCard } from '../card/journey.ts'
import { countTold } from '../fill/find-draft.ts'
import { fill, openFilling } from '../fill/journey.ts'
import { tellEnding } from '../fill/tell-ending.ts'
import { find, openFind } from '../find/journey.ts'
import { history, openHistory } from '../history/journey.ts'
import { findProvided } from '../information/ask.ts'
import { listRequests } from '../information/find-request.ts'
import { information, openInformation } from '../information/journey.ts'
import { leaveInformation } from '../information/leave-information.ts'
import { openAnswers } from '../information/open-answers.ts'
import { findEnding } from '../log-in/find-ending.ts'
import { logIn, openLogIn } from '../log-in/journey.ts'
import { openRevocation } from '../log-in/open-revocation.ts'
import { listCardsOf } from '../log-in/read-cards.ts'
import { openOperator, operator } from '../operator/journey.ts'
import { openSessions, session } from '../session/journey.ts'
import type { PortalConfig } from '../shell/config.ts'
import type { PortalMeans, PortalTrust } from '../shell/deps.ts'
import type { JourneyErrors } from '../shell/error-words.ts'
import { gatherRows } from '../shell/find-error.ts'
import { gatherOnce } from '../shell/gather-once.ts'
import type { Queues } from '../shell/get-printer.ts'
import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { Counts } from '../shell/limits/counts.ts'
import { type PortalLimits, shellLimits } from '../shell/limits/table.ts'
import type { Network } from '../shell/network.ts'
import type { ApiSchemas } from '../shell/operation.ts'
import type { Places } from '../shell/places.ts'
import { errorsOfShell } from '../shell/shell-errors.ts'
import type { ProxyWatch } from '../shell/watch-proxies.ts'
import type { WatchedTransport } from '../shell/watch-transport.ts'
import { makeKnownSigners } from '../signed/known-signers.ts'
import { openVerifyDocument } from '../signed/verify-document.ts'
import { gatherNotices } from './gather-notices.ts'
import { openWhole, whole } from './journey.ts'

/** Every journey there is. */
export const journeys: readonly Journey[] = [
  // One a line, so that a journey comes and goes with its line.
  session,
  logIn,
  card,
  find,
  information,
  operator,
  apply,
  fill,
  history,
  whole,
  account,
]

/** What goes over the API, in both directions: the same schemas parse, type the calls and stand in the description. */
export const apiSchemas = gatherOnce<ApiSchemas>(journeys.map(({ schemas }) => schemas))

/** Whatever a citizen may meet, with sentences. */
export const allErrors: readonly JourneyErrors[] = [...errorsOfShell, ...journeys.flatMap(({ errors }) => errors ?? [])]

/** Where pages are to which more than their journey leads. */
export const allPlaces: Places = gatherOnce(journeys.map(({ places }) => places))

/** How much of what anybody may do: the rows of the shell and of every journey. */
export const allLimits = gatherOnce<PortalLimits>([shellLimits, ...journeys.map(({ limits }) => limits)])

/** What the journeys share, each counting, printing and looking for itself. */
type Shared = {
  readonly limits: Counts
  readonly queues: Queues
  /** When we last reached a party, and when not. */
  readonly findReached: WatchedTransport['find']
  readonly findProxyTrouble: ProxyWatch['find']
  /** Sends what is due. */
  readonly sweep: () => Promise<unknown>
}

/**
 * Opens them all; `stack` closes what they keep. In the order of the answer they add their pages (of two addresses that fit, the first
 * answers) and do what time does: account is last, since a mail server that hangs holds up nothing but mails.
 */
export async function openJourneys(
  ground: Ground,
  network: Network,
  shared: Shared,
  { config, stack }: { config: PortalConfig; stack: AsyncDisposableStack },
  trust: PortalTrust,
  means: PortalMeans,
) {
  const opened: OpenJourney[] = []
  const listCalls = () => opened.flatMap(({ calls = [] }) => calls.map(({ said }) => said))
  const { limits, queues } = shared
  const { db, clock, random, log } = ground
  const reading = { db, directory: network.directory, facts: network.facts }
  const { procedures = loadProcedures(), mailer } = means
  const { mode, origin, idleMinutes } = config
  const notices = gatherNotices(() => opened)
  const cards = mode === 'sandbox' ? means.cards : undefined
  const mailbox = makeMailbox(ground, {
    ...{ mailer, origin },
    countEnding: (account) => countTold({ db, clock }, account),
    countNews: (account) => countNews(db.kysely, account),
  })
  const sendMails = mailbox.isOffered() ? () => mailbox.sendDue() : undefined
  const endingMails = makeNewsMails(mailbox, random, 'draft-ends')
  const newsMails = makeNewsMails(mailbox, random, 'filing-news')
  const revocation = openRevocation(ground, trust, { mode, stack })
  const { crl, checkRevocation } = revocation
  const verifyDocument = openVerifyDocument(
    { signers: makeKnownSigners(ground, trust, revocation.keepLists), clock, readSigned: means.readSigned },
    stack,
  )
  const onLogIn = await openLogIn(ground, network, {
    settings: { origin, idleMinutes, proxyHops: queues.proxyHops },
    trusted: { anchors: trust.anchors, withoutList: trust.withoutCrl?.length ?? 0 },
    ...{ checkRevocation, cards, limits, notices },
  })
  const onFind = await openFind(ground, network, { procedures, queues })
  const onFill = openFilling(ground, onFind.finder, {
    limits,
    queues,
    sources: {
      cards,
      answers: {
        listInquiries: async (session) => (await listRequests(reading, session)).flatMap(({ inquiries }) => inquiries),
        open: (session, exchanges) => openAnswers({ ...reading, log, delivery: network.delivery }, session, exchanges),
        findProvided: (type) => findProvided(network, type),
      },
    },
    operator: config.operator.name,
  })
  const onInformation = openInformation(ground, network, {
    self: config.self,
    operator: config.operator.name,
    limits,
    prints: queues.prints,
    waitingMax: config.waitingMax,
    sendMails,
  })
  const onApply = openApply(ground, network, {
    names: { self: config.self, operator: config.operator.name },
    files: config.filings && openKeptFiles({ ...config.filings, random }),
    ...{ limits, queues },
    sources: {
      ...onFind.finder,
      openFill: onFill.openFill,
      openFillOf: onFill.openFillOf,
      ...onFill.replies,
      verifyDocument,
    },
  })
  const onSessions = openSessions(ground, network, { crl, listCardsOf: (cards) => listCardsOf(db, cards), idleMinutes })
  const onAccount = openAccount(
    ground,
    network,
    { limits, mailbox, leaving: [leaveInformation, leaveFilings], idleMinutes },
    onLogIn,
  )
  const list = [
    onSessions,
    onLogIn,
    await openCard(ground, {
      ...{ origin, operator: config.operator.name, queues, crl },
      sources: { getRequest: onInformation.getRequest, openFill: onFill.openFill, verifyDocument },
    }),
    onFind,
    onInformation,
    openOperator(
      ground,
      network,
      {
        settings: {
          desk: config.desk && { ...config.desk, isProduction: mode === 'production' },
          proxyHops: queues.proxyHops,
        },
        limits,
        findReached: shared.findReached,
        findProxyTrouble: shared.findProxyTrouble,
        fates: () => opened.flatMap(({ fate }) => fate ?? []),
        sweep: shared.sweep,
      },
      { ...onSessions.counts, ...onInformation.counts, ...onAccount.counts },
    ),
    onApply,
    onFill,
    ...(endingMails === undefined ? [] : [{ jobs: { tellEnding: () => tellEnding(ground, endingMails) } }]),
    ...(newsMails === undefined ? [] : [{ jobs: { tellNews: () => tellNews(ground, newsMails) } }]),
    openHistory(ground, network, { limits, self: config.self }),
    openWhole(
      ground,
      { origin, schemas: apiSchemas, listCalls, errors: gatherRows(allErrors) },
      {
        listRequests: (session) => listRequests(reading, session),
        lookAhead: onFill.lookAhead,
        getEmail: (account) => getEmail(ground, account),
        findEnding: (session) => findEnding(ground, session),
      },
    ),
    onAccount,
  ] as const
  opened.push(...list)
  // Two that take the same message are found before any comes.
  gatherHandlers(list)
  return { list, notices, parts: onApply.parts }
}

type HandlersBy<J> = J extends { readonly handlers: infer Given } ? Given : never
type AllOf<T> = (T extends unknown ? (one: T) => void : never) extends (all: infer All) => void ? All : never

/** The handlers of all journeys, each by its name: the type knows which there are, so that a missing one is found where the app starts. */
export function gatherHandlers<T extends readonly OpenJourney[]>(opened: T): AllOf<HandlersBy<T[number]>> {
  return gatherOnce<AllOf<HandlersBy<T[number]>> & object>(opened.map(({ handlers }) => handlers))
}
