import { makeRoom, makeTurnstile } from '@madoguchi/delivery'
import { limits } from '../shell/limits/table.ts'
import type { WorldJourney } from '../shell/world-journey.ts'
import { addAnswers } from './answers.ts'
import { makeAnswersRetired } from './answers-retired.ts'
import { countUnanswered } from './ask.ts'
import { addChecks } from './checks.ts'
import { makeClosed } from './closed.ts'
import { makeDelayed } from './delayed.ts'
import { addInformation } from './information.ts'
import { informationOperations } from './information-calls.ts'
import { closeDiscarded, reopen } from './inquiries.ts'
import { addRequests } from './requests.ts'
import { informationSchemas } from './schemas.ts'
import { closeUndelivered, endKept, expireInquiries, forgetOld } from './sweep-inquiries.ts'
import { tellArrivals } from './tell-arrivals.ts'

/** あなたの情報: choosing, asking, waiting, answers and their files. */
export const information = {
  name: 'information',
  tables: ['requests', 'inquiries', 'left_exchanges'],
  open: ({ db, deps }) => ({
    unanswered: makeRoom({ max: deps.waitingMax, clock: deps.clock, count: () => countUnanswered(db.kysely) }),
    listening: makeTurnstile(limits['windows-by-account'].most),
  }),
  pages(routes) {
    addInformation(routes)
    addAnswers(routes)
    addRequests(routes)
    addChecks(routes)
  },
  calls: informationOperations,
  schemas: informationSchemas,
  handlers(world) {
    const { waiters, deps } = world
    const { core } = world.config
    return {
      closed: makeClosed({
        ...{ core, waiters, log: deps.log },
        verifier: () => world.delivery.verifier,
        tellArrivals: (request) => void tellArrivals(world, request),
      }),
      'answers-retired': makeAnswersRetired({ core, waiters }),
      delayed: makeDelayed({ core, waiters }),
    }
  },
  fate: {
    async sentAgain(tx, { name, reference: exchange, at }) {
      if (name === 'whom') await reopen(tx, { exchange, at })
    },
    async discarded(tx, { name, reference: exchange, code, at }) {
      if (name === 'whom') await closeDiscarded(tx, { exchange, code, at })
    },
  },
  jobs: { closeUndelivered, expireInquiries, endKept, forgetInquiries: forgetOld, tellArrivals },
  scripts: [new URL('./browser/waiting.js', import.meta.url)],
} satisfies WorldJourney
