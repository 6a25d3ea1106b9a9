import type { Kysely } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { PortalTables } from '../shell/tables.ts'
import { draftLimits } from './draft-limits.ts'
import { listDue, takeEnding } from './draft-rows.ts'

type Tx = Kysely<PortalTables>

/** The mails, as far as this journey has anything to do with them. */
type EndingMails = {
  /** The confirmed addresses of those that have one. */
  listRecipients(tx: Tx, accounts: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Puts a mail into the outbox, in the caller's transaction. */
  queue(tx: Tx, to: { account: string; recipient: string; at: Date }): Promise<void>
  /** Sends what was queued. */
  send(): Promise<void>
}

/**
 * 「まもなく消える下書きがあります」 to owners whose address is confirmed: one mail for all drafts that end soon. It says how many
 * and nothing else.
 */
export async function tellEnding(
  { db, clock, log }: Pick<Ground, 'db' | 'clock' | 'log'>,
  mails: EndingMails,
): Promise<void> {
  const at = clock.now()
  // A draft that was changed so long ago has so much time left.
  const changedAt = (leftMs: number) => new Date(at.getTime() - draftLimits.accountKeptMs + leftMs)
  const since = {
    overAt: changedAt(0),
    dueAt: changedAt(draftLimits.accountWarnedMs),
    gatheredAt: changedAt(draftLimits.accountGatheredMs),
  }
  try {
    const queued = await db.transact(async (tx) => {
      const due = await listDue(tx, since)
      const recipients = due.length === 0 ? new Map<string, string>() : await mails.listRecipients(tx, due)
      const taken = recipients.size === 0 ? [] : await takeEnding(tx, [...recipients.keys()], { at, ...since })
      for (const account of taken) {
        const recipient = recipients.get(account)
        if (recipient !== undefined) await mails.queue(tx, { account, recipient, at })
      }
      return taken.length
    })
    if (queued > 0) await mails.send()
  } catch (error) {
    log.failure('MAIL_FAILED', error)
  }
}
