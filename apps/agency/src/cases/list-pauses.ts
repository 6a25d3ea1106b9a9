import { japaneseDay } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { AgencyTables } from '../tables.ts'
import type { Pause } from './days/legal-clock.ts'

/** When the clock of a case stood still: while the citizen was asked to correct something, and nobody went on without it. */
export async function listPauses(db: Kysely<AgencyTables>, filing: string): Promise<readonly Pause[]> {
  const steps = await db
    .selectFrom('case_steps')
    .select(['what', 'at'])
    .where('filing_id', '=', filing)
    .where('what', 'in', ['correction-asked', 'corrected', 'withdrawn', 'review-begun', 'granted', 'rejected'])
    .orderBy('step')
    .execute()
  return steps.flatMap(({ what, at }, i) => {
    if (what !== 'correction-asked') return []
    const end = steps[i + 1]?.at
    return [{ from: japaneseDay(at), until: end === undefined ? undefined : japaneseDay(end) }]
  })
}
