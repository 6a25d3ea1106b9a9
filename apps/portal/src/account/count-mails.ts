import type { Database } from '@madoguchi/db'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

/** How many mails wait to leave, and how many were given up within the last thirty days. */
export async function countMails({
  kysely,
}: Pick<Database<PortalTables>, 'kysely'>): Promise<{ waiting: number; givenUp: number }> {
  const { rows } = await sql<{ waiting: number; givenUp: number }>`
    select (count(*) filter (where gave_up_at is null))::int as waiting,
      (count(*) filter (where gave_up_at is not null))::int as "givenUp"
    from mails`.execute(kysely)
  return rows[0] ?? { waiting: 0, givenUp: 0 }
}
