import type { Delivery } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import type { PortalConfig } from './config.ts'
import type { PortalDeps } from './deps.ts'
import type { PortalTables } from './tables.ts'

export type Portal = AsyncDisposable & {
  /** Pages, the JSON API and `POST /network/batch`. */
  fetch(request: Request): Promise<Response>
  /** A batch of the network in, the receipt out. */
  receive(batch: Bytes): Promise<Bytes>
  readonly delivery: Delivery<PortalTables>
  /** What timers do in service: expire inquiries, end idle sessions, forget what is old, send again what is due. */
  sweep(): Promise<void>
}

export async function start(_config: PortalConfig, _deps: PortalDeps): Promise<Portal> {
  throw new Error('being built')
}
