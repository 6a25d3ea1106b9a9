import type { Handler } from '@madoguchi/delivery'
import type { PortalTables } from '../shell/tables.ts'
import { findSent, noteFiled } from './filings.ts'

/** What became of what we sent: it stands in the ledger (提出), or the core says why it does not. */
export function makeFilingNoted(context: { readonly core: string }): Handler<PortalTables, 'filing-noted'> {
  return async ({ tx, at }, messages) => {
    const sent = await findSent(
      tx,
      messages.map(({ body }) => body.filing),
    )
    const codes: (string | undefined)[] = []
    for (const { from, body } of messages) {
      const isOurs = sent.has(body.filing)
      const code = from !== context.core ? 'MESSAGE_SENDER_NOT_ALLOWED' : isOurs ? undefined : 'FILING_UNKNOWN'
      codes.push(code)
      if (code === undefined) await noteFiled(tx, body, at)
    }
    return codes
  }
}
