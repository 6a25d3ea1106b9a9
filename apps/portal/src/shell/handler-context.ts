import type { Clock, Log, Random } from '@madoguchi/kit'
import type { Verifier } from '@madoguchi/messages'
import type { WaitingLogIns } from '../log-in/waiting-log-ins.ts'
import type { Waiters } from './waiters.ts'

/** What handlers need beside their transaction. `verifier` is a function since the delivery makes it. */
export type HandlerContext = {
  readonly core: string
  readonly registry: string
  readonly waiters: Waiters
  readonly waitingLogIns: WaitingLogIns
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  verifier(): Verifier
  /** Tells a citizen by mail, after the commit, that results of a request are there. */
  tellArrivals(request: string): void
}
