import type { Database } from '@madoguchi/db'
import type { Bytes, Random } from '@madoguchi/kit'
import type { PortalTables } from './tables.ts'

/**
 * 32 random bytes, drawn at the portal's first start and never again; all copies have the same.
 * `vault-salt` is public: with another one no card would open its vault. One per portal, since nobody knows whose account it
 * is before the card has spoken. `turn-key` marks the cookies by which browsers are told apart while they wait.
 */
export async function getDrawnOnce(
  db: Database<PortalTables>,
  { name, random }: { name: 'vault-salt' | 'turn-key'; random: Random },
): Promise<Bytes> {
  await db.kysely
    .insertInto('settings')
    .values({ name, value: random.bytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { value } = await db.kysely
    .selectFrom('settings')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return new Uint8Array(value)
}
