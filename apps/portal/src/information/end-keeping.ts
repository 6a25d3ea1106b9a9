import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

/**
 * 保存期間終了: drops the answers that `which` names and says so on their lines. One statement for all reasons, so that an answer that left
 * early looks like one whose 30 days are over; no mail tells of it. Gives the requests whose lists are others now.
 */
export async function endKeeping(
  tx: Kysely<PortalTables>,
  { which, at }: { which: RawBuilder<unknown>; at: Date },
): Promise<readonly string[]> {
  const { rows } = await sql<{ request: string }>`
    update inquiries i set state = 'no-longer-kept', reason = null, sealed = null, changed_at = ${at}, is_closed_by_core = true,
      told_at = coalesce(told_at, ${at})
    where ${which} returning i.request`.execute(tx)
  return [...new Set(rows.map(({ request }) => request))]
}
