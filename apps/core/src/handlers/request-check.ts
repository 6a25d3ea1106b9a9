import type { Handler } from '@madoguchi/delivery'
import { answerOutcomes, sealedContactSizeBytes } from '@madoguchi/messages'
import { sql } from 'kysely'
import type { CoreTables } from '../tables.ts'

type Row = { readonly exchange_id: string; readonly inquirer: string; readonly provider: string }

/**
 * 確認の依頼: passes on to the provider of an exchange that it ended itself. The receipt is the same however it ended, and
 * nothing comes back. What is in the seal is for the provider.
 */
export const handleRequestCheck: Handler<CoreTables, 'request-check'> = async (work, messages) => {
  const { rows } = await sql<Row>`
    select exchange_id, inquirer, provider from exchanges
    where exchange_id = any(${messages.map(({ body }) => body.exchange)}::text[])
      and outcome = any(${[...answerOutcomes]}::text[])`.execute(work.tx)
  const known = new Map(rows.map((row) => [row.exchange_id, row]))
  return messages.map(({ from, body, payload, notAfter }) => {
    const exchange = known.get(body.exchange)
    if (exchange === undefined || exchange.inquirer !== from) return 'EXCHANGE_UNKNOWN'
    if (payload.length !== sealedContactSizeBytes) return 'EXCHANGE_MISMATCH'
    work.post({ name: 'check-requested', to: exchange.provider, body, payload, notAfter })
    return undefined
  })
}
