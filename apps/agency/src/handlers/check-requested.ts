import type { Handler } from '@madoguchi/delivery'
import type { Log } from '@madoguchi/kit'
import type { Received } from '@madoguchi/messages'
import { openContact } from '@madoguchi/messages'
import { sql } from 'kysely'
import type { CheckKeys } from '../checks/check-keys.ts'
import { insertChecks } from '../checks/kept-checks.ts'
import type { AgencyTables } from '../tables.ts'

type Provision = { readonly exchange_id: string; readonly ended_at: Date }

/** 確認の依頼: writes it into our list, with how to reach the citizen where they said so. A second one changes nothing. */
export function makeCheckRequested(deps: { checkKeys: CheckKeys; log: Log }): Handler<AgencyTables, 'check-requested'> {
  return async (work, messages) => {
    const exchanges = messages.map(({ body }) => body.exchange)
    const { rows } = await sql<Provision>`
      select exchange_id, coalesce(answered_at, received_at) as ended_at from provisions
      where exchange_id = any(${exchanges}::text[])`.execute(work.tx)
    const provisions = new Map(rows.map((row) => [row.exchange_id, row]))
    const known = messages.filter(({ body }) => provisions.has(body.exchange))
    const contacts = await Promise.all(
      known.map((message) => readContact(message, provisions.get(message.body.exchange) as Provision, deps)),
    )
    if (known.length > 0)
      work.write(
        insertChecks(
          known.map(({ body }, i) => ({ ...contacts[i], exchange: body.exchange })),
          work.at,
        ),
      )
    return messages.map(({ body }) => (provisions.has(body.exchange) ? undefined : 'EXCHANGE_UNKNOWN'))
  }
}

/** What cannot be opened is a request all the same: somebody wants us to look, and did not leave a number. */
async function readContact(
  { body, payload }: Received<'check-requested'>,
  { ended_at }: Provision,
  { checkKeys, log }: { checkKeys: CheckKeys; log: Log },
) {
  const key = await checkKeys.at(ended_at)
  const opened = await openContact({ sealed: payload, key, exchange: body.exchange })
  if (opened.ok) return opened.value
  log.error('CHECK_SEAL_BROKEN', { exchange: body.exchange })
  return {}
}
