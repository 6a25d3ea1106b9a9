import type { Delivery } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import type { Jobs, NodeDeps } from '@madoguchi/party'
import { openNode } from '@madoguchi/party'
import type { CrlAnswer, CrlJob, CrlReason } from '@madoguchi/pki'
import { crlWork } from '@madoguchi/pki'
import { makeSubstituter } from '@madoguchi/pki/issue'
import { openWorkRoom } from '@madoguchi/server'
import type { Profile, StoredAuthorities } from './authorities.ts'
import { readAuthorities } from './authorities.ts'
import type { ForeignAuthority } from './foreign-authority.ts'
import { makeAcquireCode } from './handlers/acquire-code.ts'
import { makePresentCard } from './handlers/present-card.ts'
import type { ResidentIdentity } from './import-residents.ts'
import { importResidents } from './import-residents.ts'
import type { IssuedCard } from './issue-card.ts'
import { issueCard } from './issue-card.ts'
import { makeOcspDesk } from './ocsp.ts'
import type { RegistryDesk } from './open-desk.ts'
import { makeDesk, registrySeries } from './open-desk.ts'
import { makeRevocationList } from './revocation.ts'
import type { RegistryTables } from './tables.ts'

type RegistryConfig = { readonly self: string; readonly core: string }

type RegistryDeps = NodeDeps & {
  readonly authorities: StoredAuthorities
  /** 32 bytes under which residents get their names towards the core. */
  readonly subjectKey: Bytes
  /** CAs of others whose cards are taken beside our own. */
  readonly foreignAuthorities?: readonly ForeignAuthority[]
}

export type Registry = AsyncDisposable & {
  readonly desk: RegistryDesk
  readonly delivery: Delivery<RegistryTables>
  readonly jobs: Jobs
  importResidents(residents: readonly ResidentIdentity[]): Promise<void>
  issueCard(order: Parameters<typeof issueCard>[1]): Promise<IssuedCard>
  revoke(fingerprint: string, reason: CrlReason): Promise<void>
  /** The current revocation list, DER. */
  loadCrl(profile: Profile): Promise<Bytes>
  /** An OCSP request in, a signed response out (RFC 6960), both DER. */
  answerOcsp(profile: Profile, request: Bytes): Promise<Bytes>
}

/** Starts the stand-in for J-LIS: issues test cards, publishes CRLs, says to the core whose card was shown. Sandbox only. */
export async function start(config: RegistryConfig, deps: RegistryDeps): Promise<Registry> {
  const { directory, clock, random, log } = deps
  const { self } = config
  await using stack = new AsyncDisposableStack()
  const node = await openNode<RegistryTables, 'registry'>({ self, deps, stack, series: registrySeries })
  const { db } = node
  const authorities = readAuthorities(deps.authorities)
  const revocation = makeRevocationList({ db, authorities, clock })
  const substitute = makeSubstituter()
  const foreign = deps.foreignAuthorities ?? []
  const readList = stack.use(openWorkRoom<CrlJob, CrlAnswer>(crlWork)).answer
  const anchors = [authorities.authentication.anchor, ...foreign.map(({ anchor }) => anchor)]
  const delivery = node.deliver({
    'acquire-code': makeAcquireCode({ core: config.core }),
    'present-card': makePresentCard({ core: config.core, directory, anchors, foreign, readList, log }),
  })
  const jobs = node.runJobs([], delivery)
  const issue: Registry['issueCard'] = (order) => issueCard({ db, authorities, clock, random, substitute }, order)
  const owned = stack.move()
  return {
    delivery,
    jobs,
    desk: makeDesk({ db, anchors, clock, revoke: revocation.revoke, issueCard: issue }),
    importResidents: (residents) => importResidents({ db, subjectKey: deps.subjectKey, clock }, residents),
    issueCard: issue,
    revoke: revocation.revoke,
    loadCrl: revocation.load,
    answerOcsp: makeOcspDesk({ db, authorities, clock, random }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
