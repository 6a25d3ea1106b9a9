import { dayMs, minuteMs } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { PortalTables } from '../shell/tables.ts'
import { listWithNews, takeNews } from './filings.ts'

type Tx = Kysely<PortalTables>

/** The mails, as far as this journey has anything to do with them. */
type NewsMails = {
  /** The confirmed addresses of those that have one. */
  listRecipients(tx: Tx, accounts: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Puts a mail into the outbox, in the caller's transaction. */
  queue(tx: Tx, to: { account: string; recipient: string; at: Date }): Promise<void>
  /** Sends what was queued. */
  send(): Promise<void>
}

/** So many a round: the rest has the next one, a minute later. */
const accountsMax = 500
/** Whoever has just sent something still looks at the page, and reads there that it arrived. */
const gatherMs = 10 * minuteMs
/** Whoever was told and has not looked is told again of what came since, a day later. */
const quietMs = dayMs

/**
 * 「申請についてのお知らせがあります」 to those whose address is confirmed: one mail for all that came and was not looked at, at most
 * one a day until they look. It is the same for each event, so that nobody who sees it learns which it was, of which procedure, or how
 * many there are.
 */
export async function tellNews(
  { db, clock, log }: Pick<Ground, 'db' | 'clock' | 'log'>,
  mails: NewsMails,
): Promise<void> {
  const at = clock.now()
  const since = { dueAt: new Date(at.getTime() - gatherMs), quietAt: new Date(at.getTime() - quietMs) }
  try {
    const queued = await db.transact(async (tx) => {
      const due = await listWithNews(tx, since, accountsMax)
      const taken = due.length === 0 ? [] : await takeNews(tx, due, { at, ...since })
      // Who has no confirmed address counts as told, too: else they would stand before all others for ever.
      const recipients = taken.length === 0 ? new Map<string, string>() : await mails.listRecipients(tx, taken)
      for (const [account, recipient] of recipients) await mails.queue(tx, { account, recipient, at })
      return recipients.size
    })
    if (queued > 0) await mails.send()
  } catch (error) {
    log.failure('MAIL_FAILED', error)
  }
}
