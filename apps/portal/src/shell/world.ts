import type { Delivery } from '@madoguchi/delivery'
import type { PortalConfig } from './config.ts'
import type { PortalDeps } from './deps.ts'
import type { Ground } from './ground.ts'
import type { Counts } from './limits/counts.ts'
import type { Prints } from './limits/prints.ts'
import type { Network } from './network.ts'
import type { NoticeBoard } from './notice.ts'
import type { PortalTables } from './tables.ts'
import type { ProxyWatch } from './watch-proxies.ts'
import type { WatchedTransport } from './watch-transport.ts'

/** What every part of the running portal is given; each journey adds what it keeps open in its `world.ts`. */
export interface World extends Ground, Omit<Network, 'delivery'> {
  readonly config: PortalConfig
  readonly deps: PortalDeps
  readonly delivery: Delivery<PortalTables>
  readonly limits: Counts
  readonly proxies: ProxyWatch
  readonly notices: NoticeBoard
  /** When we last reached a party, and when not. */
  readonly reached: Pick<WatchedTransport, 'find'>
  /** Starts its thread with the first document. */
  readonly prints: Prints
  readonly proxyHops: number
}
