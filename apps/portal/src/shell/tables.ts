import type { DeliveryTables } from '@madoguchi/delivery'
import type { Generated } from 'kysely'

/** What `migrations/` makes, as Kysely sees it. Each journey adds its own in its `tables.ts`. */
export interface PortalTables extends DeliveryTables {
  settings: { name: string; value: Uint8Array }
  held_replies: {
    browser_hash: Uint8Array
    id: string
    begun_with: string
    sealed: Uint8Array
    held_at: Date
    number: Generated<number>
    held_for: string | null
  }
}
