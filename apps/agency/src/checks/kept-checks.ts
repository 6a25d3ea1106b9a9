import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { AgencyTables } from '../tables.ts'

// All that is written into the table of checks.

/** What citizens want us to look at again, with how they are reached where they said so. A second one changes nothing. */
export function insertChecks(
  checks: readonly {
    readonly exchange: string
    readonly name?: string | undefined
    readonly phone?: string | undefined
  }[],
  at: Date,
): RawBuilder<unknown> {
  return sql`
    insert into checks (exchange_id, person_ref, type, inquirer, cause, name, phone, received_at)
    select p.exchange_id, p.person_ref, p.type, p.inquirer, coalesce(p.cause, p.outcome, p.state), t.name, t.phone, ${at}
    from unnest(${checks.map(({ exchange }) => exchange)}::text[], ${checks.map(({ name }) => name ?? null)}::text[],
      ${checks.map(({ phone }) => phone ?? null)}::text[]) as t (exchange, name, phone)
    join provisions p on p.exchange_id = t.exchange
    on conflict do nothing`
}

/** An officer is done with it, and forgets how to reach whoever asked. False where there is none that is open. */
export async function clearCheck(
  db: Kysely<AgencyTables>,
  cleared: { readonly exchange: string; readonly by: string; readonly note: string | undefined; readonly at: Date },
): Promise<boolean> {
  const { exchange, by, note, at } = cleared
  const { numUpdatedRows } = await db
    .updateTable('checks')
    .set({ cleared_at: at, cleared_by: by, note: note ?? null, name: null, phone: null })
    .where('exchange_id', '=', exchange)
    .where('cleared_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
