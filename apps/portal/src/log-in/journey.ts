import type { CrlAnswer, CrlJob } from '@madoguchi/pki'
import { crlWork } from '@madoguchi/pki'
import { openWorkRoom } from '@madoguchi/server'
import type { PortalDeps } from '../shell/deps.ts'
import { getDrawnOnce } from '../shell/drawn-once.ts'
import type { WorldJourney } from '../shell/world-journey.ts'
import { makeAcquisitionRefused } from './acquisition-refused.ts'
import { cardAgainOperations } from './card-again-calls.ts'
import { addCardLogIn } from './card-log-in.ts'
import { makeCrlKeeper } from './crl-keeper.ts'
import { addDemoCards } from './demo-cards.ts'
import { forgetLogIns } from './forget-log-ins.ts'
import { logInOperations } from './log-in-calls.ts'
import { addLogin } from './login.ts'
import { makeMandateGranted } from './mandate-granted.ts'
import { addNewCard } from './new-card.ts'
import { makeNewestLists } from './newest-lists.ts'
import { makeReplyKey } from './reply-key.ts'
import { makeRevocationCheck } from './revocation-check.ts'
import { logInSchemas } from './schemas.ts'
import { makeShowCards } from './show-cards.ts'
import { vaultOperations } from './vault-calls.ts'

/** From the card to a session and its vault: challenge, revocation, mandate, a new card, recovery. */
export const logIn = {
  name: 'log-in',
  tables: [
    ...['account_cards', 'set_aside_wraps', 'newest_lists', 'login_challenges', 'acquisitions'],
    ...['card_challenges', 'shown_codes', 'recovery_codes'],
  ],
  async open(world, stack) {
    const { config, db, deps } = world
    const { clock, random, log, trust } = deps
    const newest = makeNewestLists(db)
    const lists = stack.use(openWorkRoom<CrlJob, CrlAnswer>(crlWork))
    const keepLists = (of: PortalDeps['trust']) =>
      makeCrlKeeper({ trust: of, mode: config.mode, newest, clock, log, readList: lists.answer })
    const crl = keepLists(trust)
    return {
      waitingLogIns: new Map(),
      replyKey: await makeReplyKey(random),
      showCard: makeShowCards(world),
      keepLists,
      crl,
      checkRevocation: makeRevocationCheck({ askOcsp: trust.askOcsp, crl, clock, random, log }),
      vaultSalt: await getDrawnOnce(db, { name: 'vault-salt', random }),
    }
  },
  pages(routes, cards) {
    addLogin(routes, cards)
    addCardLogIn(routes)
    addDemoCards(routes, cards)
    addNewCard(routes, cards)
  },
  calls: [...logInOperations, ...cardAgainOperations, ...vaultOperations],
  schemas: logInSchemas,
  handlers({ config: { core, registry }, deps: { random, log }, waiters, waitingLogIns }) {
    return {
      'mandate-granted': makeMandateGranted({ core, waiters, waitingLogIns, random, log }),
      'acquisition-refused': makeAcquisitionRefused({ registry, waiters }),
    }
  },
  jobs: { forgetLogIns },
  scripts: ['card-log-in', 'old-card', 'confirm-card'].map((name) => new URL(`./browser/${name}.js`, import.meta.url)),
} satisfies WorldJourney
