import type { TrustAnchor } from '@madoguchi/pki'
import type { CrlKeeper } from '../log-in/crl-keeper.ts'
import { makeRevocationCheck, type RevocationCheck } from '../log-in/revocation-check.ts'
import type { PortalDeps } from '../shell/deps.ts'
import type { Ground } from '../shell/ground.ts'

/** Whose signatures and time stamps are known, and how it is asked whether one was revoked. */
export type KnownSigners = {
  readonly anchors: readonly TrustAnchor[]
  readonly timeStampAnchors: readonly TrustAnchor[]
  readonly check: RevocationCheck
}

type Trust = PortalDeps['trust']

/** Of what the portal trusts: its signing authorities have lists and a responder of their own. */
export function makeKnownSigners(
  { clock, random, log }: Pick<Ground, 'clock' | 'random' | 'log'>,
  { signing: given, timeStamps = [], loadCrl }: Pick<Trust, 'signing' | 'timeStamps' | 'loadCrl'>,
  keepLists: (of: Trust) => CrlKeeper,
): KnownSigners {
  const signing = given ?? { anchors: [], loadCrl }
  const check = makeRevocationCheck({ askOcsp: signing.askOcsp, crl: keepLists(signing), clock, random, log })
  return { anchors: signing.anchors, timeStampAnchors: timeStamps, check }
}
