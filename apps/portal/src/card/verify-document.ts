import type { Bytes, Clock, Log, Random, Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { SignatureReport, SignDocumentCode } from '@madoguchi/pades'
import { verifySignedPdf } from '@madoguchi/pades'
import type { PortalConfig } from '../config.ts'
import type { PortalDeps } from '../deps.ts'
import { makeCrlKeeper } from '../login/crl-keeper.ts'
import type { NewestLists } from '../login/newest-lists.ts'
import { makeRevocationCheck } from '../login/revocation-check.ts'

/** One report a signature, oldest first. `TOO_MANY` while as many documents as may be are looked at. */
export type VerifyDocument = (pdf: Bytes) => Promise<Verdict<readonly SignatureReport[], SignDocumentCode | 'TOO_MANY'>>

/** Documents are large and are read in one go: not many at once. */
const atOnceMax = 4

/**
 * Verifies signatures against the signing authorities that the portal trusts, with their OCSP responder or lists, and
 * time stamps against the authorities that it believes.
 */
export function makeVerifyDocument(options: {
  trust: PortalDeps['trust']
  mode: PortalConfig['mode']
  newest: NewestLists
  clock: Clock
  random: Random
  log: Log
}): VerifyDocument {
  const { trust, mode, newest, clock, random, log } = options
  const signing = trust.signing ?? { anchors: [], loadCrl: trust.loadCrl }
  const crl = makeCrlKeeper({ trust: signing, mode, newest, clock, log })
  const check = makeRevocationCheck({ askOcsp: signing.askOcsp, crl, clock, random, log })
  let running = 0
  return async (pdf) => {
    if (running >= atOnceMax) return no('TOO_MANY')
    running += 1
    try {
      return await verifySignedPdf(pdf, {
        anchors: signing.anchors,
        timeStampAnchors: trust.timeStamps ?? [],
        at: clock.now(),
        checkRevocation: async ({ chain, anchor }) => {
          const [leaf] = chain
          return leaf === undefined ? no('LOGIN_REVOCATION_UNKNOWN') : check(leaf, anchor)
        },
      })
    } finally {
      running -= 1
    }
  }
}
