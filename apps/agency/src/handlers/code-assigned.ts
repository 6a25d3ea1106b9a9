import type { Handler } from '@madoguchi/delivery'
import { sql } from 'kysely'
import type { AgencyTables } from '../tables.ts'

/** 符号: keeps the codes that came and forgets their acquisition numbers. Unknown numbers are passed over. */
export const handleCodeAssigned: Handler<AgencyTables, 'code-assigned'> = async (work, messages) => {
  const items = messages.flatMap(({ body }) => body.items)
  await sql`
    with arrived as (select * from unnest(${items.map((i) => i.acquisition)}::text[], ${items.map((i) => i.linkCode)}::text[]) as t (acquisition, link_code)),
    used as (delete from acquisitions a using arrived r where a.acquisition = r.acquisition returning a.person_ref, r.link_code)
    update people p set link_code = u.link_code from used u where p.person_ref = u.person_ref`.execute(work.tx)
  return messages.map(() => undefined)
}
