import { makeRoom, makeTurnstile } from '@madoguchi/delivery'
import { declareErrors } from '../shell/error-words.ts'
import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { LetterFate } from '../shell/letter-fate.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Prints } from '../shell/limits/prints.ts'
import type { Network } from '../shell/network.ts'
import type { Visit } from '../shell/visit.ts'
import { listAnswerCalls } from './answer-calls.ts'
import { makeAnswerFile } from './answer-file.ts'
import { addAnswers } from './answers.ts'
import { makeAnswersRetired } from './answers-retired.ts'
import { countUnanswered, makeAskForInformation } from './ask.ts'
import { makeAskAgain } from './ask-again.ts'
import { listAskCalls } from './ask-calls.ts'
import { addChecks } from './checks.ts'
import { makeClosed } from './closed.ts'
import { makeDelayed } from './delayed.ts'
import { informationErrors } from './errors.ts'
import { addInformation } from './information.ts'
import { closeDiscarded, reopen } from './inquiries.ts'
import { informationLimits } from './limits.ts'
import { countInquiries, listProviders } from './read-inquiries.ts'
import { listRequestCalls } from './request-calls.ts'
import { makeRequestCheck } from './request-check.ts'
import { addRequests, getRequest } from './requests.ts'
import { informationSchemas } from './schemas.ts'
import { closeUndelivered, endKept, expireInquiries, forgetOldInquiries } from './sweep-inquiries.ts'
import { makeTakeBack } from './take-back.ts'
import { tellArrivals } from './tell-arrivals.ts'
import { makeWaitForChange } from './wait-for-change.ts'
import { informationWords } from './words.ts'

/** あなたの情報: choosing, asking, waiting, answers and their files. */
export const information: Journey = {
  name: 'information',
  errors: declareErrors(informationErrors, (reader) => informationWords(reader).errors),
  limits: informationLimits,
  tables: ['requests', 'inquiries', 'left_exchanges'],
  schemas: informationSchemas,
  scripts: [new URL('./browser/waiting.js', import.meta.url)],
}

/** What others bring: whose portal it is, how often somebody may ask, who draws, and the mails. */
type InformationGiven = {
  /** This portal's party id, and who runs it, as documents name them. */
  readonly self: string
  readonly operator: string
  readonly limits: Counts
  readonly prints: Pick<Prints, 'forCitizen'>
  /** How many inquiries may wait for one party. */
  readonly waitingMax: number | undefined
  /** Sends what was queued; undefined where nothing is mailed. */
  readonly sendMails: (() => Promise<void>) | undefined
}

export function openInformation(
  ground: Ground,
  network: Network,
  { self, operator, limits, prints, waitingMax, sendMails }: InformationGiven,
) {
  const { db, clock, log } = ground
  const { core, directory, facts, delivery, waiters } = network
  const reading = { db, directory, facts }
  const unanswered = makeRoom({ max: waitingMax, clock, count: () => countUnanswered(db.kysely) })
  const asking = { limits, unanswered, self }
  const askForInformation = makeAskForInformation(ground, network, asking)
  const askAgain = makeAskAgain(ground, network, asking)
  const requestCheck = makeRequestCheck(network, limits)
  const waitForChange = makeWaitForChange(reading, network, makeTurnstile(informationLimits['windows-by-account'].most))
  const takeBack = makeTakeBack(network)
  const answers = { opening: { ...reading, log, delivery }, makeFile: makeAnswerFile({ operator, prints }) }
  const tell = async (request?: string) => {
    if (sendMails !== undefined) await tellArrivals(ground, sendMails, request)
  }
  return {
    /** For who runs the portal. */
    counts: { countInquiries: () => countInquiries(db), listProviders: () => listProviders(db) },
    getRequest: (visit: Visit) => getRequest(reading, visit),
    pages(routes) {
      addInformation(routes, { directory, facts, askForInformation })
      addAnswers(routes, ground, answers)
      addRequests(routes, reading, { waitForChange, askAgain, takeBack, isTold: sendMails !== undefined })
      addChecks(routes, { reading, requestCheck })
    },
    calls: [
      ...listAskCalls({ reading, askForInformation, askAgain, requestCheck }),
      ...listRequestCalls({ reading, waitForChange, takeBack }),
      ...listAnswerCalls(ground, answers),
    ],
    handlers: {
      closed: makeClosed({
        ...{ core, waiters, log },
        verifier: () => delivery.verifier,
        tellArrivals: (request) => void tell(request),
      }),
      'answers-retired': makeAnswersRetired({ core, waiters }),
      delayed: makeDelayed({ core, waiters }),
    },
    fate,
    jobs: {
      closeUndelivered: () => closeUndelivered({ db, clock, log, waiters }),
      expireInquiries: () => expireInquiries({ db, clock, waiters }),
      endKept: () => endKept({ db, clock, waiters }),
      forgetInquiries: () => forgetOldInquiries(ground),
      tellArrivals: () => tell(),
    },
  } satisfies OpenJourney & { counts: unknown; getRequest: unknown }
}

const fate: LetterFate = {
  async sentAgain(tx, { name, reference: exchange, at }) {
    if (name === 'whom') await reopen(tx, { exchange, at })
  },
  async discarded(tx, { name, reference: exchange, code, at }) {
    if (name === 'whom') await closeDiscarded(tx, { exchange, code, at })
  },
}
