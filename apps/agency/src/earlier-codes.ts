import { dayMs } from '@madoguchi/kit'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { AgencyTables } from './tables.ts'

/** A question lives for a week, and for thirty days more the core may ask whether the record of one that ended may be shown. */
const keptMs = 40 * dayMs

/** Notes the code that a person is about to lose, in the caller's transaction. */
export async function noteEarlierCode(tx: Kysely<AgencyTables>, personRef: string, at: Date): Promise<void> {
  await sql`
    insert into earlier_codes (link_code, person_ref, replaced_at)
    select link_code, person_ref, ${at} from people where person_ref = ${personRef} and link_code is not null
    on conflict do nothing`.execute(tx)
}

/**
 * True, as a scalar, where somebody had `code` before whose records are withheld from them; null elsewhere. It counts where
 * nobody has the code now. Each row is looked up by itself, whatever the plan.
 */
export function wasHidden(code: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select true from earlier_codes c
    cross join lateral (select from people where person_ref = c.person_ref and hides_records limit 1) o
    where c.link_code = ${code} limit 1)`
}

/** Forgets codes under which nothing comes any more; of somebody who has no code yet the earlier ones stay. */
export async function forgetEarlierCodes(db: Kysely<AgencyTables>, at: Date): Promise<void> {
  await sql`
    delete from earlier_codes c using people p
    where p.person_ref = c.person_ref and p.link_code is not null and c.replaced_at < ${new Date(at.getTime() - keptMs)}`.execute(
    db,
  )
}
