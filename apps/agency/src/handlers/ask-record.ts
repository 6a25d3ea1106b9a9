import type { Handler } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import { wasHidden } from '../earlier-codes.ts'
import type { AgencyTables } from '../tables.ts'

/**
 * An exchange about one of our people ended without our word, taken back or too late: the core asks whether its record may be
 * shown to them (番号法23条2項). Of somebody whom we do not know, also by no earlier code, we withhold nothing.
 */
export function makeAskRecord({ core }: { core: string }): Handler<AgencyTables, 'ask-record'> {
  return async (work, messages) => {
    const { rows } = await sql<{ link_code: string }>`
      select t.code as link_code from unnest((select ${messages.map(({ body }) => body.linkCode)}::text[])) as t (code)
      left join lateral (select hides_records from people where link_code = t.code limit 1) p on true
      where coalesce(p.hides_records, ${wasHidden(sql`t.code`)}, false)`.execute(work.tx)
    const hidden = new Set(rows.map(({ link_code }) => link_code))
    for (const { body } of messages)
      work.post({
        name: 'say-record',
        to: core,
        body: { exchange: body.exchange, record: hidden.has(body.linkCode) ? 'hide' : 'open' },
        notAfter: work.at.getTime() + 30 * dayMs,
      })
    return messages.map(() => undefined)
  }
}
