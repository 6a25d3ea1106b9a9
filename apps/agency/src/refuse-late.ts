import type { Delivery } from '@madoguchi/delivery'
import { hourMs } from '@madoguchi/kit'
import type { Verifier } from '@madoguchi/messages'
import { sql } from 'kysely'
import { findRefusal, type HeldRow } from './find-refusal.ts'
import type { ProvideDeps } from './provide.ts'
import { noteNotReleased } from './provisions.ts'
import { selfInformation } from './self-information.ts'
import type { AgencyTables } from './tables.ts'

/** So long before its permit ends an answer that nobody released is refused. */
const marginMs = hourMs
const atOnceMax = 200

/**
 * Refuses, hidden, what was held for an officer who did not come. Left alone it would expire at the core, which knows
 * nothing of the protection: the person's history would then show the record and name us. Short permits keep half of
 * their time for the officer. Gives how many were refused.
 *
 * A person's own question that was held by a release that still did so ends now, as any of theirs does today.
 */
export async function refuseLate(
  deps: ProvideDeps & { delivery: Delivery<AgencyTables>; verifier: Verifier },
): Promise<number> {
  let refused = 0
  for (let last = atOnceMax; last === atOnceMax; refused += last) last = await refuseSome(deps)
  return refused
}

async function refuseSome(
  deps: ProvideDeps & { delivery: Delivery<AgencyTables>; verifier: Verifier },
): Promise<number> {
  const { log } = deps
  return deps.delivery.transact(async (work) => {
    const { rows } = await sql<HeldRow>`
      select exchange_id, affair, permit, received_at from provisions
      where state = 'held' and (affair = ${selfInformation}
        or expires_at - least(${marginMs} * interval '1 millisecond', (expires_at - received_at) / 2) <= ${work.at})
      order by received_at limit ${atOnceMax} for update skip locked`.execute(work.tx)
    for (const row of rows) {
      const drafts = await findRefusal(deps, row, work.at)
      // Too late, because we were down: the core has closed it, and the record may stand in the person's history.
      if (drafts === undefined) log.error('HELD_ANSWER_EXPIRED', { exchange: row.exchange_id })
      else {
        for (const draft of drafts) work.post(draft)
        log.warn('HELD_ANSWER_REFUSED', { exchange: row.exchange_id })
      }
    }
    const ids = rows.map((row) => row.exchange_id)
    await noteNotReleased(ids, work.at).execute(work.tx)
    return rows.length
  })
}
