import { dayMs, hourMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { World } from '../shell/world.ts'
import { endKeeping } from './end-keeping.ts'

/** Answers are kept for so long, and so is what is known of a question that was not answered. */
export const keptDays = 30
/** What is known of an answer's question stays as long again: 保存期間終了, and it can be asked once more. */
const lineKeptDays = 60
const inquiriesAtOnce = 1000

/** An inquiry that the core would not take, or never could be given: nobody waits for its answer. */
export async function closeUndelivered({ db, deps, waiters }: World): Promise<void> {
  const at = deps.clock.now()
  const { rows } = await sql<{ request: string }>`
    update inquiries i set changed_at = ${at}, closed_at = ${at}, reason = d.code,
      state = case when d.code = 'DELIVERY_EXPIRED' then 'expired' else 'not-permitted' end
    from dead_letters d
    where d.reference = i.exchange and d.name = 'whom' and i.state in ('asking', 'delayed')
    returning i.request`.execute(db.kysely)
  for (const { request } of rows) waiters.wake(request)
  if (rows.length > 0) deps.log.warn('INQUIRIES_NOT_TAKEN', { count: rows.length })
}

/** The core says so first; should its word never come, nobody waits for ever. An hour's grace for messages on the way. */
export async function expireInquiries({ db, deps, waiters }: World): Promise<void> {
  const at = deps.clock.now()
  const rows = await db.kysely
    .updateTable('inquiries')
    .set({ state: 'expired', changed_at: at, closed_at: at })
    // Written out, not as values: so the index of what is open serves a prepared statement, too.
    .where(sql<boolean>`state in ('asking', 'delayed')`)
    .where('not_after', '<', new Date(at.getTime() - hourMs))
    .returning('request')
    .execute()
  for (const { request } of rows) waiters.wake(request)
}

/** In portions, so that a sweep after a long pause holds up nobody. Of a request that was deleted nothing needs to be said. */
export async function endKept({ db, deps, waiters }: World): Promise<void> {
  const at = deps.clock.now()
  const which = sql`i.exchange in (
    select o.exchange from inquiries o join requests r on r.request = o.request
    where o.closed_at is not null and o.state <> 'no-longer-kept' and o.state = 'answered' and r.deleted_at is null
      and o.closed_at < ${new Date(at.getTime() - keptDays * dayMs)}
    order by o.closed_at limit ${sql.lit(inquiriesAtOnce)}) and i.state = 'answered'`
  for (let requests = await endKeeping(db.kysely, { which, at }); requests.length > 0; ) {
    for (const request of requests) waiters.wake(request)
    requests = await endKeeping(db.kysely, { which, at })
  }
}

/** Answers and questions that are old, and what was remembered of those who left. */
export async function forgetOld({ db, deps }: World): Promise<void> {
  const at = deps.clock.now().getTime()
  await forgetRequests(db, { isEnded: false, before: new Date(at - keptDays * dayMs) })
  await forgetRequests(db, { isEnded: true, before: new Date(at - lineKeptDays * dayMs) })
  await db.kysely
    .deleteFrom('left_exchanges')
    .where('left_at', '<', new Date(at - keptDays * dayMs))
    .execute()
}

/** A request goes with the last of its inquiries: none is ever without one, so no other has to be looked at. In portions as well. */
async function forgetRequests(
  { kysely }: World['db'],
  { isEnded, before }: { isEnded: boolean; before: Date },
): Promise<void> {
  const which = isEnded ? sql`state = 'no-longer-kept'` : sql`closed_at is not null and state <> 'no-longer-kept'`
  for (let last = inquiriesAtOnce; last === inquiriesAtOnce; ) {
    const { rows } = await sql<{ count: number }>`
      with gone as (
        delete from inquiries where exchange in (
          select exchange from inquiries where ${which} and closed_at < ${before} order by closed_at limit ${sql.lit(inquiriesAtOnce)})
        returning request, exchange),
      forgotten as (
        delete from requests r using (select distinct request from gone) g
        where r.request = g.request and not exists (
          select from inquiries i where i.request = r.request and i.exchange not in (select exchange from gone)))
      select count(*)::int as count from gone`.execute(kysely)
    last = rows[0]?.count ?? 0
  }
}
