import type { Clock, Log } from '@madoguchi/kit'
import type { Verifier } from '@madoguchi/messages'
import type { Waiters } from './waiters.ts'

/** What handlers need beside their transaction. `verifier` is a function since the delivery makes it. */
export type HandlerContext = {
  readonly core: string
  readonly registry: string
  readonly waiters: Waiters
  readonly clock: Clock
  readonly log: Log
  verifier(): Verifier
  /** Tells a citizen by mail, after the commit, that results of a request are there. */
  tellArrivals(request: string): void
}
