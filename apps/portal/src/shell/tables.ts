import type { DeliveryTables } from '@madoguchi/delivery'

/** What `migrations/` makes, as Kysely sees it. Each journey adds its own in its `tables.ts`. */
export interface PortalTables extends DeliveryTables {
  settings: { name: string; value: Uint8Array }
}
