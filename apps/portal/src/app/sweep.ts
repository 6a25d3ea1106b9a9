import { dayMs, hourMs, minuteMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import { forgetMails } from '../account/mailbox.ts'
import { forgetDrafts } from '../fill/forget-drafts.ts'
import { endKeeping } from '../information/end-keeping.ts'
import { tellArrivals } from '../information/tell-arrivals.ts'
import { shownForMs } from '../log-in/shown-code.ts'
import { wipeDeadLetters } from '../operator/wipe-dead-letters.ts'
import { activityKeptMs } from '../session/activity.ts'
import { endRevokedSessions } from '../session/end-revoked.ts'
import { endSession } from '../session/session.ts'
import type { World } from '../shell/world.ts'

/** Answers are kept for so long, and so is what is known of a question that was not answered. */
export const keptDays = 30
/** What is known of an answer's question stays as long again: 保存期間終了, and it can be asked once more. */
const lineKeptDays = 60

const sessionsAtOnce = 500
/** So long a challenge that is over is told from one that never was. */
const challengeKnownMs = 10 * minuteMs
const inquiriesAtOnce = 1000

/** In this order. The mails are last: a mail server that hangs holds up nothing but mails. */
const steps = {
  closeUndelivered,
  expireInquiries,
  endIdleSessions,
  endRevokedSessions,
  wipeDeadLetters,
  endKept,
  forget,
  forgetDrafts,
  tellArrivals,
  sendMails: ({ mailbox }: World) => mailbox.sendDue(),
} as const satisfies Record<string, (world: World) => Promise<unknown>>

/**
 * What time does by itself: inquiries expire, sessions end, and what is old is forgotten. A step that fails is in the log
 * and stops no other: a revoked card's session ends whatever else is broken. Throws the first failure at the end.
 */
export async function sweepPortal(world: World): Promise<void> {
  const failures: unknown[] = []
  for (const [step, run] of Object.entries(steps)) {
    try {
      await run(world)
    } catch (error) {
      world.deps.log.failure('SWEEP_FAILED', error, { step })
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

/** An inquiry that the core would not take, or never could be given: nobody waits for its answer. */
async function closeUndelivered({ db, deps, waiters }: World): Promise<void> {
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
async function expireInquiries({ db, deps, waiters }: World): Promise<void> {
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

async function endIdleSessions(world: World): Promise<void> {
  const at = world.deps.clock.now()
  const idleSince = new Date(at.getTime() - world.config.idleMinutes * minuteMs)
  const rows = await world.db.kysely
    .selectFrom('sessions')
    .select('session_hash')
    .where((where) => where.or([where('last_seen_at', '<=', idleSince), where('expires_at', '<=', at)]))
    .limit(sessionsAtOnce)
    .execute()
  for (const { session_hash } of rows) await endSession(world, { hash: new Uint8Array(session_hash) })
}

async function forget({ db, deps }: World): Promise<void> {
  const at = deps.clock.now().getTime()
  const { kysely } = db
  await kysely
    .deleteFrom('acquisitions')
    .where('created_at', '<', new Date(at - hourMs))
    .execute()
  await kysely
    .deleteFrom('login_challenges')
    // Anybody may have one made: what is over goes soon.
    .where('expires_at', '<', new Date(at - challengeKnownMs))
    .execute()
  await kysely
    .deleteFrom('revoked_sessions')
    .where('ended_at', '<', new Date(at - dayMs))
    .execute()
  await kysely.deleteFrom('limit_counts').where('until', '<', new Date(at)).execute()
  await kysely
    .deleteFrom('record_requests')
    .where('created_at', '<', new Date(at - hourMs))
    .execute()
  await kysely
    .deleteFrom('shown_codes')
    .where('made_at', '<=', new Date(at - shownForMs))
    .execute()
  await forgetRequests(db, { isEnded: false, before: new Date(at - keptDays * dayMs) })
  await forgetRequests(db, { isEnded: true, before: new Date(at - lineKeptDays * dayMs) })
  await forgetMails(db, new Date(at - keptDays * dayMs))
  await kysely
    .deleteFrom('left_exchanges')
    .where('left_at', '<', new Date(at - keptDays * dayMs))
    .execute()
  await kysely
    .deleteFrom('activities')
    .where('at', '<', new Date(at - activityKeptMs))
    .execute()
  await kysely
    .deleteFrom('accounts')
    .where('registered_at', 'is', null)
    .where('last_login_at', '<', new Date(at - dayMs))
    .execute()
}

/** In portions, so that a sweep after a long pause holds up nobody. Of a request that was deleted nothing needs to be said. */
async function endKept({ db, deps, waiters }: World): Promise<void> {
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
