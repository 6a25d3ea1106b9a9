import type { Delivery } from '@madoguchi/delivery'
import type { Log } from '@madoguchi/kit'
import { hourMs, japaneseDay } from '@madoguchi/kit'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { AgencyTables } from '../tables.ts'
import { hideQuestions } from './hide-questions.ts'
import { endWithin } from './protect.ts'
import { retireWithin } from './retire-answers.ts'

/** Who ended what ended by its last day. */
const byTime = 'end-date'
const atOnceMax = 100

export type KeepDeps = {
  readonly core: string
  readonly delivery: Delivery<AgencyTables>
  readonly log: Log
  /** The database's clock unless told: no protection ends by one clock alone, whoever set that one wrongly. */
  readonly readSecondClock?: (db: Kysely<AgencyTables>) => Promise<Date>
}

/**
 * What time does: a protection ends with its last day, in Japan, when two clocks agree that it is over; and an answer that was under way while its
 * protection began leaves the portals as the others did, and a question that we asked then is marked.
 */
export async function keepProtections({
  core,
  delivery,
  log,
  readSecondClock = readDatabaseClock,
}: KeepDeps): Promise<void> {
  const { ended, isDoubted } = await delivery.transact(async (work) => {
    const today = japaneseDay(work.at)
    const over = await work.tx
      .selectFrom('protections')
      .select('person_ref')
      .where('ended_at', 'is', null)
      .where('until', '<', today)
      .orderBy('person_ref')
      .limit(atOnceMax)
      .execute()
    if (over.length === 0) return { ended: 0, isDoubted: false }
    const second = japaneseDay(await readSecondClock(work.tx))
    if (second < today) return { ended: 0, isDoubted: true }
    for (const { person_ref: personRef } of over) await endWithin(work, { personRef, by: byTime })
    return { ended: over.length, isDoubted: false }
  })
  if (ended > 0) log.info('PROTECTIONS_ENDED', { count: ended })
  if (isDoubted) log.error('PROTECTION_CLOCKS_DIFFER', {})
  await delivery.transact(async (work) => {
    await retireWithin(work, { which: underWayAt(work.at), why: 'protected', by: byTime, core })
    await hideQuestions(work, { which: sql`true`, core })
  })
}

/**
 * Given in the transactions that ran beside the act, whose clock may be some moments later. Not what an officer released since; an extension began
 * when another protection ended.
 */
function underWayAt(at: Date): RawBuilder<unknown> {
  return sql`exists (
    select from protections n where n.person_ref = p.person_ref and n.ended_at is null
      and n.began_at > ${new Date(at.getTime() - hourMs)} and v.answered_at < n.began_at + interval '1 minute'
      and not exists (select from protections o where o.person_ref = n.person_ref and o.ended_at = n.began_at))`
}

async function readDatabaseClock(db: Kysely<AgencyTables>): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return rows[0]?.now ?? new Date(0)
}
