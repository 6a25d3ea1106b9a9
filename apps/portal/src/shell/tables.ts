import type { DeliveryTables } from '@madoguchi/delivery'
import type { KeptLimit } from './limits/table.ts'

/** What `migrations/` makes, as Kysely sees it. Each journey adds its own in its `tables.ts`. */
export interface PortalTables extends DeliveryTables {
  settings: { name: string; value: Uint8Array }
  limit_counts: { rule: KeptLimit; who: string; count: number; until: Date }
}
