import { getDrawnOnce } from '../shell/drawn-once.ts'
import type { Queues } from '../shell/get-printer.ts'
import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import { makeTurns } from '../shell/limits/turns.ts'
import type { VerifyDocument } from '../signed/verify-document.ts'
import { addCardAttributes } from './card-attributes.ts'
import { listCardCalls } from './card-calls.ts'
import { addCardDoctor } from './card-doctor.ts'
import { addCardSetup } from './card-setup.ts'
import { addCardSign, type SignSources } from './card-sign.ts'
import { addCardVerify } from './card-verify.ts'
import type { RevocationNews } from './diagnose.ts'
import { cardLimits } from './limits.ts'
import { cardSchemas } from './schemas.ts'
import { addSignedRevision } from './signed-revision.ts'
import { makeTurnCookies } from './turn-cookies.ts'
import { makeVerifyFiles } from './verify-files.ts'
import { revisionPath, verifyBytesMax, verifyPath } from './verify-paths.ts'
import { addVerifyReport } from './verify-report.ts'

/** Documents are large: not many at once. */
const verifiedAtOnce = 2

/** What the card can do besides logging in: the doctor, setting up, what is on it, signing a document and looking at one. */
export const card: Journey = {
  name: 'card',
  limits: cardLimits,
  tables: [],
  schemas: cardSchemas,
  links: { cardHelp: '/card' },
  places: {
    'card-doctor': '/card',
    'card-setup': '/card/setup',
    'card-attributes': '/card/attributes',
    'sign-document': '/card/sign',
    'sign-answer': '/requests/:request/answers/:exchange/sign',
    'sign-form': '/fill/:draft/sign',
    'verify-document': verifyPath,
  },
  scripts: ['format-day', 'card-doctor', 'card-attributes', 'card-sign'].map(
    (name) => new URL(`./browser/${name}.js`, import.meta.url),
  ),
  uploads: { [verifyPath]: verifyBytesMax, [revisionPath]: verifyBytesMax },
}

type CardGiven = {
  /** As citizens write it. */
  readonly origin: string
  /** Who runs the site, as it stands on paper, and where documents wait to be printed. */
  readonly operator: string
  readonly queues: Queues
  /** Of the list of revoked cards. */
  readonly crl: RevocationNews
  readonly sources: SignSources & { readonly verifyDocument: VerifyDocument }
}

export async function openCard(
  { db, clock, random }: Pick<Ground, 'db' | 'clock' | 'random'>,
  { origin, operator, queues, crl, sources }: CardGiven,
): Promise<OpenJourney> {
  const { verifyDocument } = sources
  const verifying = makeTurns({
    atOnce: verifiedAtOnce,
    waitingMax: cardLimits['documents-to-verify'].most,
    clock,
    random,
  })
  const turnCookies = makeTurnCookies({ key: await getDrawnOnce(db, { name: 'turn-key', random }), random })
  const verifyFiles = makeVerifyFiles({ verifyDocument, verifying })
  const telling = { turnCookies, proxyHops: queues.proxyHops }
  return {
    pages(routes) {
      addCardDoctor(routes, { origin, clock, crl })
      addCardSetup(routes)
      addCardAttributes(routes)
      addCardSign(routes, sources)
      addCardVerify(routes, { verifyFiles, clock, telling })
      addVerifyReport(routes, { operator, queues, turnCookies })
      addSignedRevision(routes, { verifyDocument, verifying, telling })
    },
    calls: listCardCalls(crl),
  }
}
