import type { Delivery } from '@madoguchi/delivery'
import type { DirectoryView } from '@madoguchi/messages'
import type { PortalTables } from './tables.ts'
import type { Waiters } from './waiters.ts'

/** How a journey speaks with other parties: what it posts, whom it finds, and how it waits for what comes back. */
export type Network = {
  readonly delivery: Pick<Delivery<PortalTables>, 'transact' | 'verifier' | 'demandRoom'>
  readonly directory: DirectoryView
  readonly waiters: Waiters
  /** The party ids of the core and of the registry. */
  readonly core: string
  readonly registry: string
}
