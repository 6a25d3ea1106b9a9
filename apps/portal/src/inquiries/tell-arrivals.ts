import { dayMs, minuteMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import { arrivalMail } from '../copy/registration.ja.ts'
import type { World } from '../world.ts'

/** Results of one request gather for so long, unless all of them are there before. */
export const gatherMs = 10 * minuteMs

/**
 * 「届きました: 2件」 to those who left an address: one mail for all results of a request, once the last one is there or
 * the first has waited ten minutes; what comes after that gathers again. It says how many and nothing else. A mail that
 * fails is not worth failing anything for. `request`: only this one; the sweep looks at all.
 */
export async function tellArrivals(world: World, request?: string): Promise<void> {
  const { config, db, deps } = world
  if (deps.mailer === undefined) return
  try {
    for (const { account, count } of await takeDue(world, request)) {
      const found = await db.kysely
        .selectFrom('accounts')
        .select('email')
        .where('account', '=', account)
        .executeTakeFirst()
      if (typeof found?.email !== 'string') continue
      await deps.mailer.send({
        to: found.email,
        subject: arrivalMail.subject(count),
        text: arrivalMail.text(config.origin, count),
      })
    }
  } catch (error) {
    deps.log.failure('MAIL_FAILED', error)
  }
}

/** Marks what is due as told, so that no other copy of the program tells it too. Nothing older than a day is news. */
async function takeDue({ db, deps }: World, request: string | undefined) {
  const at = deps.clock.now()
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
    returning i.request, i.account`.execute(db.kysely)
  return [...Map.groupBy(rows, (row) => row.request).values()].map((group) => ({
    account: group[0]?.account ?? '',
    count: group.length,
  }))
}
