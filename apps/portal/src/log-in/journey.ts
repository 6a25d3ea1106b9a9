import type { TrustAnchor } from '@madoguchi/pki'
import type { DemoCards } from '../shell/deps.ts'
import { getDrawnOnce } from '../shell/drawn-once.ts'
import { declareErrors } from '../shell/error-words.ts'
import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Network } from '../shell/network.ts'
import type { NoticeBoard } from '../shell/notice.ts'
import type { PageRoutes } from '../shell/pages-app.ts'
import { makeAcquisitionRefused } from './acquisition-refused.ts'
import { makeCardGuard } from './card-again.ts'
import { listCardAgainCalls } from './card-again-calls.ts'
import { addCardLogIn } from './card-log-in.ts'
import { issueChallenge } from './challenge.ts'
import { addConfirmCard, makeConfirmCard, type PerformAct } from './confirm-card.ts'
import { makeLogInWithDemoCard } from './demo-card.ts'
import { addDemoCards } from './demo-cards.ts'
import { logInErrors } from './errors.ts'
import { forgetLogIns } from './forget-log-ins.ts'
import { logInLimits } from './limits.ts'
import { listLogInCalls } from './log-in-calls.ts'
import { makeTryLogIn } from './log-in-tries.ts'
import { addLogin } from './login.ts'
import { makeMandateGranted } from './mandate-granted.ts'
import { addNewCard } from './new-card.ts'
import { openCardLogIn } from './open-card-log-in.ts'
import type { RevocationCheck } from './revocation-check.ts'
import { logInSchemas } from './schemas.ts'
import { listSessionCalls } from './session-calls.ts'
import { makeEntrance } from './start-login.ts'
import { listVaultCalls } from './vault-calls.ts'
import { makeVaults } from './vaults.ts'
import { logInWords } from './words.ts'

/** From the card to a session and its vault: challenge, revocation, mandate, a new card, recovery. */
export const logIn: Journey = {
  name: 'log-in',
  errors: declareErrors(logInErrors, (reader) => logInWords(reader).errors),
  limits: logInLimits,
  tables: [
    ...['account_cards', 'set_aside_wraps', 'newest_lists', 'login_challenges', 'acquisitions'],
    ...['card_challenges', 'shown_codes', 'recovery_codes'],
  ],
  schemas: logInSchemas,
  scripts: ['card-log-in', 'old-card', 'confirm-card'].map((name) => new URL(`./browser/${name}.js`, import.meta.url)),
}

type Given = {
  readonly settings: { readonly origin: string; readonly idleMinutes: number; readonly proxyHops: number }
  /** Who issues cards, and how many of them have no list. */
  readonly trusted: { readonly anchors: readonly TrustAnchor[]; readonly withoutList: number }
  readonly checkRevocation: RevocationCheck
  /** In the sandbox. */
  readonly cards: DemoCards | undefined
  readonly limits: Counts
  readonly notices: Pick<NoticeBoard, 'findShown'>
}

/** Gives other journeys the vaults, the card once more, and what is known of revoked cards. */
export async function openLogIn(ground: Ground, network: Network, given: Given) {
  const { db, clock, random } = ground
  const { checkRevocation, cards, limits, notices } = given
  const { origin, idleMinutes, proxyHops } = given.settings
  const { anchors, withoutList } = given.trusted
  const vaultSalt = await getDrawnOnce(db, { name: 'vault-salt', random })
  const { logIn, waitingLogIns } = await openCardLogIn(ground, network, { origin, limits, anchors, checkRevocation })
  const issue = (login: string) => issueChallenge({ db, random, clock, login })
  const tryLogIn = makeTryLogIn(ground, { limits, proxyHops }, logIn)
  const entrance = makeEntrance(random, network)
  const vaults = makeVaults(ground, limits)
  const cardGuard = makeCardGuard(ground, { origin, anchors, checkRevocation })
  const confirmCard = makeConfirmCard(cards)
  const demo = cards && {
    cards,
    logIn: makeLogInWithDemoCard(cards, { origin, vaultSalt, issueChallenge: issue, logIn }),
  }
  return {
    pages(routes) {
      addLogin(routes, entrance, { origin, withoutList, demo })
      addCardLogIn(routes, entrance, { issueChallenge: issue, vaultSalt, tryLogIn })
      addDemoCards(routes, cards)
      addNewCard(routes, { vaults, confirmCard, vaultSalt, origin, cards })
    },
    calls: [
      ...listLogInCalls({ notices, random, issueChallenge: issue, tryLogIn, vaultSalt, origin }),
      ...listSessionCalls(ground, network, { cardGuard, idleMinutes }),
      ...listCardAgainCalls(cardGuard, origin),
      ...listVaultCalls(vaults, cardGuard),
    ],
    handlers: {
      'mandate-granted': makeMandateGranted({
        ...{ core: network.core, waiters: network.waiters, waitingLogIns },
        ...{ random, log: ground.log },
      }),
      'acquisition-refused': makeAcquisitionRefused(network),
    },
    jobs: { forgetLogIns: () => forgetLogIns(ground) },
    ...{ vaults, cardGuard, confirmCard },
    /** The pages on which a card says yes to an act; `performAct` then does it. */
    addConfirmCard: (routes: PageRoutes, performAct: PerformAct) =>
      addConfirmCard(routes, { cardGuard, random, origin, cards, performAct }),
  } satisfies OpenJourney & Record<string, unknown>
}
