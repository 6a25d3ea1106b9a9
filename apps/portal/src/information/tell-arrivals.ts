import { dayMs, minuteMs } from '@madoguchi/kit'
import { type Kysely, sql } from 'kysely'
import { queueMail } from '../account/queue-mail.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { World } from '../shell/world.ts'

/** Results of one request gather for so long, unless all of them are there before. */
export const gatherMs = 10 * minuteMs

/**
 * 「届きました: 2件」 to those whose address is confirmed: one mail for all results of a request, once the last one is there
 * or the first has waited ten minutes; what comes after that gathers again. It says how many and nothing else. `request`:
 * only this one; the sweep looks at all.
 */
export async function tellArrivals(world: World, request?: string): Promise<void> {
  const { db, deps, mailbox } = world
  if (deps.mailer === undefined) return
  try {
    const at = deps.clock.now()
    const queued = await db.transact(async (tx) => {
      const due = await takeDue(tx, at, request)
      const found = due.length === 0 ? [] : await findRecipients(tx, new Set(due.map(({ account }) => account)))
      const recipients = new Map(found.map(({ account, email }) => [account, email]))
      let count = 0
      for (const { account, count: results } of due) {
        const recipient = recipients.get(account)
        if (typeof recipient !== 'string') continue
        await queueMail(tx, { kind: 'arrived', account, recipient, count: results, at, random: deps.random })
        count += 1
      }
      return count
    })
    if (queued > 0) await mailbox.sendDue()
  } catch (error) {
    deps.log.failure('MAIL_FAILED', error)
  }
}

function findRecipients(tx: Kysely<PortalTables>, accounts: ReadonlySet<string>) {
  return tx
    .selectFrom('accounts')
    .select(['account', 'email'])
    .where('account', 'in', [...accounts])
    .where('email', 'is not', null)
    .execute()
}

/** Marks what is due as told, so that no other copy of the program tells it too. Nothing older than a day is news. */
async function takeDue(tx: Kysely<PortalTables>, at: Date, request: string | undefined) {
  const { rows } = await sql<{ request: string; account: string }>`
    update inquiries i set told_at = ${at}
    from requests r
    where r.request = i.request and r.deleted_at is null
      and (${request ?? null}::text is null or i.request = ${request ?? null}::text)
      and i.told_at is null and i.state not in ('asking', 'delayed', 'withdrawn')
      and i.changed_at > ${new Date(at.getTime() - dayMs)}
      and (
        not exists (select from inquiries o where o.request = i.request and o.state in ('asking', 'delayed'))
        or exists (select from inquiries e where e.request = i.request and e.told_at is null
          and e.state not in ('asking', 'delayed', 'withdrawn') and e.changed_at <= ${new Date(at.getTime() - gatherMs)}))
    returning i.request, i.account`.execute(tx)
  return [...Map.groupBy(rows, (row) => row.request).values()].map((group) => ({
    account: group[0]?.account ?? '',
    count: group.length,
  }))
}
