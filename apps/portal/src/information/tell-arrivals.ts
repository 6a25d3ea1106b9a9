import { minuteMs } from '@madoguchi/kit'
import { queueMail } from '../account/mails.ts'
import { listEmails } from '../session/accounts.ts'
import type { Ground } from '../shell/ground.ts'
import { takeDueToTell } from './inquiries.ts'

/** Results of one request gather for so long, unless all of them are there before. */
const gatherMs = 10 * minuteMs

/**
 * 「届きました: 2件」 to those whose address is confirmed: one mail for all results of a request, once the last one is there
 * or the first has waited ten minutes; what comes after that gathers again. It says how many and nothing else. `request`:
 * only this one; the sweep looks at all. `sendMails`: sends what was queued.
 */
export async function tellArrivals(
  { db, clock, random, log }: Ground,
  sendMails: () => Promise<void>,
  request?: string,
): Promise<void> {
  try {
    const at = clock.now()
    const queued = await db.transact(async (tx) => {
      const due = await takeDueToTell(tx, { at, gatherMs, request })
      const accounts = [...new Set(due.map(({ account }) => account))]
      const recipients = accounts.length === 0 ? new Map<string, string>() : await listEmails(tx, accounts)
      let count = 0
      for (const { account, count: results } of due) {
        const recipient = recipients.get(account)
        if (recipient === undefined) continue
        await queueMail(tx, { kind: 'arrived', account, recipient, count: results, at, random })
        count += 1
      }
      return count
    })
    if (queued > 0) await sendMails()
  } catch (error) {
    log.failure('MAIL_FAILED', error)
  }
}
