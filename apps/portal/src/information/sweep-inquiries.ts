import { dayMs, hourMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import { closeUndeliverable, endKeeping, expire, forgetRequests } from './inquiries.ts'
import { forgetLeft } from './leave-information.ts'

/** Answers are kept for so long, and so is what is known of a question that was not answered. */
const keptDays = 30
/** What is known of an answer's question stays as long again: 保存期間終了, and it can be asked once more. */
const lineKeptDays = 60
const inquiriesAtOnce = 1000

type Sweeping = Pick<Ground, 'db' | 'clock'> & Pick<Network, 'waiters'>

/** An inquiry that the core would not take, or never could be given: nobody waits for its answer. */
export async function closeUndelivered({ db, clock, log, waiters }: Sweeping & Pick<Ground, 'log'>): Promise<void> {
  const requests = await closeUndeliverable(db.kysely, clock.now())
  for (const request of requests) waiters.wake(request)
  if (requests.length > 0) log.warn('INQUIRIES_NOT_TAKEN', { count: requests.length })
}

/** The core says so first; should its word never come, nobody waits for ever. An hour's grace for messages on the way. */
export async function expireInquiries({ db, clock, waiters }: Sweeping): Promise<void> {
  const at = clock.now()
  const requests = await expire(db.kysely, { before: new Date(at.getTime() - hourMs), at })
  for (const request of requests) waiters.wake(request)
}

/** In portions, so that a sweep after a long pause holds up nobody. Of a request that was deleted nothing needs to be said. */
export async function endKept({ db, clock, waiters }: Sweeping): Promise<void> {
  const at = clock.now()
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
export async function forgetOldInquiries({ db, clock }: Omit<Sweeping, 'waiters'>): Promise<void> {
  const at = clock.now().getTime()
  await forgetRequests(db, { isEnded: false, before: new Date(at - keptDays * dayMs) })
  await forgetRequests(db, { isEnded: true, before: new Date(at - lineKeptDays * dayMs) })
  await forgetLeft(db.kysely, { before: new Date(at - keptDays * dayMs) })
}
