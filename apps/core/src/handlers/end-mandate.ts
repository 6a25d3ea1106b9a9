import type { Handler } from '@madoguchi/delivery'
import { sql } from 'kysely'
import type { CoreTables } from '../tables.ts'

/** The citizen logged out: nothing more is asked under this mandate. Another party's mandate is left alone. */
export const handleEndMandate: Handler<CoreTables, 'end-mandate'> = async (work, messages) => {
  await sql`
    update mandates m set ended_at = ${work.at}
    from unnest(${messages.map(({ body }) => body.mandate)}::text[], ${messages.map(({ from }) => from)}::text[]) as t (mandate_id, party)
    where m.mandate_id = t.mandate_id and m.party = t.party and m.ended_at is null`.execute(work.tx)
  return messages.map(() => undefined)
}
