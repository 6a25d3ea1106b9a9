import { dayMs, japaneseDay } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { LetterState, ProtectionReason } from '../officer-words.ts'
import type { AgencyTables } from '../tables.ts'

/** So long before its end an officer is warned: in this month it is usually extended. */
const endsSoonDays = 30

type ProtectedPerson = {
  readonly personRef: string
  readonly reason: ProtectionReason
  readonly by: string
  readonly beganAt: string
  readonly until: string
  /** Days after today; 0 on the last one. */
  readonly daysLeft: number
  readonly endsSoon: boolean
  /** Of the last letter about it since it began; null where none was written. */
  readonly letter: LetterState | null
}

/** Everybody who is protected now, those first whose protection ends first. */
export async function listProtected(db: Kysely<AgencyTables>, at: Date): Promise<readonly ProtectedPerson[]> {
  const { rows } = await sql<Row>`
    select n.person_ref, n.reason, n.by_whom, n.began_at, n.until::text, l.state
    from protections n left join lateral (
      select state from letters where person_ref = n.person_ref and made_at >= n.began_at
        and kind in ('protection-begun', 'protection-ending') order by made_at desc limit 1) l on true
    where n.ended_at is null order by n.until, n.person_ref`.execute(db)
  const today = Date.parse(japaneseDay(at))
  return rows.map((row) => {
    const daysLeft = Math.round((Date.parse(row.until) - today) / dayMs)
    return {
      personRef: row.person_ref,
      reason: row.reason,
      by: row.by_whom,
      beganAt: row.began_at.toISOString(),
      until: row.until,
      daysLeft,
      endsSoon: daysLeft <= endsSoonDays,
      letter: row.state,
    }
  })
}

type Row = {
  person_ref: string
  reason: ProtectionReason
  by_whom: string
  began_at: Date
  until: string
  state: LetterState | null
}
