import type { SignedPdfAnswer, SignedPdfJob } from '@madoguchi/pades'
import { signedPdfWork } from '@madoguchi/pades'
import { openWorkRoom } from '@madoguchi/server'
import { makeRevocationCheck } from '../log-in/revocation-check.ts'
import { getDrawnOnce } from '../shell/drawn-once.ts'
import { limits } from '../shell/limits/table.ts'
import { makeTurnCookies } from '../shell/limits/turn-cookies.ts'
import { makeTurns } from '../shell/limits/turns.ts'
import type { WorldJourney } from '../shell/world-journey.ts'
import { addCardAttributes } from './card-attributes.ts'
import { cardOperations } from './card-calls.ts'
import { addCardDoctor } from './card-doctor.ts'
import { addCardSetup } from './card-setup.ts'
import { addCardSign } from './card-sign.ts'
import { addCardVerify, verifyBytesMax, verifyPath } from './card-verify.ts'
import { cardSchemas } from './schemas.ts'
import { makeVerifyDocument, verifiedAtOnce } from './verify-document.ts'

/** What the card can do besides logging in: the doctor, setting up, what is on it, signing a document and looking at one. */
export const card: WorldJourney = {
  name: 'card',
  tables: [],
  async open({ db, deps, keepLists }, stack) {
    const { trust, clock, random, log } = deps
    const documents = stack.use(openWorkRoom<SignedPdfJob, SignedPdfAnswer>(signedPdfWork))
    const signing = trust.signing ?? { anchors: [], loadCrl: trust.loadCrl }
    const check = makeRevocationCheck({ askOcsp: signing.askOcsp, crl: keepLists(signing), clock, random, log })
    return {
      verifyDocument: makeVerifyDocument({ trust, clock, read: deps.readSigned ?? documents.answer, check }),
      verifying: makeTurns({ atOnce: verifiedAtOnce, waitingMax: limits['documents-to-verify'].most, clock, random }),
      turnCookies: makeTurnCookies({ key: await getDrawnOnce(db, { name: 'turn-key', random }), random }),
    }
  },
  pages(routes) {
    addCardDoctor(routes)
    addCardSetup(routes)
    addCardAttributes(routes)
    addCardSign(routes)
    addCardVerify(routes)
  },
  calls: cardOperations,
  schemas: cardSchemas,
  scripts: ['card-doctor', 'card-attributes', 'card-sign'].map(
    (name) => new URL(`./browser/${name}.js`, import.meta.url),
  ),
  uploads: { [verifyPath]: verifyBytesMax },
}
