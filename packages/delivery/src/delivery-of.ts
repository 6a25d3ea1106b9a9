import type { Kysely } from 'kysely'
import type { DeliveryTables } from './tables.ts'

/** A party's database as the tables of delivery, which it has too: Kysely's type says of no larger one that it holds a smaller. */
export function deliveryOf<Tables extends DeliveryTables>(db: Kysely<Tables>): Kysely<DeliveryTables> {
  return db as unknown as Kysely<DeliveryTables>
}
