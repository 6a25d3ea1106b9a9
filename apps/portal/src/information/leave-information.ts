import type { Work } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import { isOpen } from './state.ts'

/** What was remembered of those who left. */
export async function forgetLeft(db: Kysely<PortalTables>, { before }: { before: Date }): Promise<void> {
  await db.deleteFrom('left_exchanges').where('left_at', '<', before).execute()
}

/**
 * Somebody leaves: what is on its way is taken back, and what the core will still say of the rest is known to be nobody's. In the
 * caller's transaction, in which the account goes and its requests with it.
 */
export async function leaveInformation(
  { tx, at, post }: Work<PortalTables>,
  { account, core }: { account: string; core: string },
): Promise<void> {
  const inquiries = await tx
    .selectFrom('inquiries')
    .select(['exchange', 'state', 'is_closed_by_core'])
    .where('account', '=', account)
    .execute()
  for (const { exchange, state } of inquiries)
    if (isOpen(state)) post({ name: 'withdraw', to: core, body: { exchange }, notAfter: at.getTime() + 7 * dayMs })
  const expected = inquiries.filter((inquiry) => !inquiry.is_closed_by_core).map(({ exchange }) => exchange)
  if (expected.length > 0)
    await sql`
      insert into left_exchanges (exchange, left_at) select unnest(${expected}::text[]), ${at}
      on conflict do nothing`.execute(tx)
}
