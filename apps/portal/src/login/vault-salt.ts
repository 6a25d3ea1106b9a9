import type { Database } from '@madoguchi/db'
import type { Bytes, Random } from '@madoguchi/kit'
import type { PortalTables } from '../tables.ts'

/**
 * 32 random bytes, public, made at the portal's first start and never again: with another salt no card would open its
 * vault. One per portal, since nobody knows whose account it is before the card has spoken.
 */
export async function getVaultSalt(db: Database<PortalTables>, random: Random): Promise<Bytes> {
  await db.kysely
    .insertInto('settings')
    .values({ name: 'vault-salt', value: random.bytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { value } = await db.kysely
    .selectFrom('settings')
    .select('value')
    .where('name', '=', 'vault-salt')
    .executeTakeFirstOrThrow()
  return new Uint8Array(value)
}
