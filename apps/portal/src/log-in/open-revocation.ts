import type { CrlAnswer, CrlJob } from '@madoguchi/pki'
import { crlWork } from '@madoguchi/pki'
import { openWorkRoom } from '@madoguchi/server'
import type { PortalConfig } from '../shell/config.ts'
import type { Issuers } from '../shell/deps.ts'
import type { Ground } from '../shell/ground.ts'
import { type CrlKeeper, makeCrlKeeper } from './crl-keeper.ts'
import { makeNewestLists } from './newest-lists.ts'
import { makeRevocationCheck, type RevocationCheck } from './revocation-check.ts'

/** What is known of revoked cards. */
type RevocationSources = {
  readonly crl: CrlKeeper
  readonly checkRevocation: RevocationCheck
  /** Keeps the lists of other authorities, as `crl` those of citizens' cards. */
  readonly keepLists: (of: Issuers) => CrlKeeper
}

/** Throws PORTAL_CONFIG where production trusts cards without a list. */
export function openRevocation(
  { db, clock, random, log }: Ground,
  cards: Issuers,
  { mode, stack }: { mode: PortalConfig['mode']; stack: AsyncDisposableStack },
): RevocationSources {
  const newest = makeNewestLists(db)
  const lists = stack.use(openWorkRoom<CrlJob, CrlAnswer>(crlWork))
  const keepLists = (of: Issuers) => makeCrlKeeper({ clock, log }, { trust: of, mode, newest, readList: lists.answer })
  const crl = keepLists(cards)
  const { askOcsp } = cards.source
  return { crl, keepLists, checkRevocation: makeRevocationCheck({ askOcsp, crl, clock, random, log }) }
}
