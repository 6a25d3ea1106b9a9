import type { TrustAnchor } from '@madoguchi/pki'
import type { CrlKeeper } from '../log-in/crl-keeper.ts'
import { makeRevocationCheck, type RevocationCheck } from '../log-in/revocation-check.ts'
import type { Issuers, PortalTrust, RevocationSource } from '../shell/deps.ts'
import type { Ground } from '../shell/ground.ts'

/** Whose signatures and time stamps are known, and how it is asked whether one was revoked. */
export type KnownSigners = {
  readonly anchors: readonly TrustAnchor[]
  readonly sealAnchors: readonly TrustAnchor[]
  readonly timeStampAnchors: readonly TrustAnchor[]
  readonly check: RevocationCheck
}

/** Of what the portal trusts: its signing authorities have lists and a responder of their own. */
export function makeKnownSigners(
  { clock, random, log }: Pick<Ground, 'clock' | 'random' | 'log'>,
  { signing, beside = {} }: Pick<PortalTrust, 'signing' | 'beside'>,
  keepLists: (of: Issuers) => CrlKeeper,
): KnownSigners {
  const { anchors, source } = signing ?? { anchors: [], source: nobody }
  const { seals = [], timeStamps = [] } = beside
  const check = makeRevocationCheck({
    askOcsp: source.askOcsp,
    crl: keepLists({ anchors, source }),
    ...{ clock, random, log },
  })
  return { anchors, sealAnchors: seals, timeStampAnchors: timeStamps, check }
}

/** Of no anchor nobody is asked. */
const nobody: RevocationSource = { loadCrl: (issuer) => Promise.reject(new Error(`no list of ${issuer.name}`)) }
