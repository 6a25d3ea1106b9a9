import type { Delivery } from '@madoguchi/delivery'
import type { FactsReader } from '@madoguchi/facts'
import type { DirectoryView } from '@madoguchi/messages'
import type { PortalTables } from './tables.ts'
import type { Waiters } from './waiters.ts'

/** How a journey speaks with other parties: what it posts, whom it finds, what there is to ask, and how it waits for what comes back. */
export type Network = {
  readonly delivery: Pick<Delivery<PortalTables>, 'transact' | 'verifier' | 'demandRoom'>
  readonly directory: DirectoryView
  /** Types, affairs, items and municipalities, as the signed file that is held has them now. */
  readonly facts: FactsReader
  readonly waiters: Waiters
  /** The party ids of the core and of the registry. */
  readonly core: string
  readonly registry: string
}
