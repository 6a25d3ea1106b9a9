import type { Handler } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { AgencyTables } from '../tables.ts'

/**
 * An exchange about one of our people ended without our word, taken back or too late: the core asks whether its record may be
 * shown to them (番号法23条2項). Of somebody whom we do not know we withhold nothing.
 */
export function makeAskRecord({ core }: { core: string }): Handler<AgencyTables, 'ask-record'> {
  return async (work, messages) => {
    const { rows } = await sql<{ link_code: string }>`
      select p.link_code from unnest((select ${messages.map(({ body }) => body.linkCode)}::text[])) as t (code)
      cross join lateral (select link_code from people where link_code = t.code and hides_records limit 1) p`.execute(
      work.tx,
    )
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
