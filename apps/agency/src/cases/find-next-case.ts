import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { openStates } from '../case-states.ts'
import type { AgencyTables } from '../tables.ts'

/**
 * What this officer can go on with next: due first, among what they have and what nobody has, without what waits for the citizen or for a
 * second officer. After `after` in that order, and from the beginning where nothing is left behind it.
 */
export async function findNextCase(
  db: Kysely<AgencyTables>,
  given: { readonly affairs: readonly string[]; readonly officer: string; readonly after: string | undefined },
): Promise<string | undefined> {
  const { affairs, officer, after } = given
  if (affairs.length === 0) return undefined
  const states = openStates.filter((state) => state !== 'correction-asked')
  const order = sql`coalesce(cases.due_on, 'infinity'::date), cases.filed_at, cases.filing_id`
  const open = db
    .selectFrom('cases')
    .leftJoin('case_proposals as waiting', (join) =>
      join.onRef('waiting.filing_id', '=', 'cases.filing_id').on('waiting.ended_at', 'is', null),
    )
    .select('cases.filing_id')
    .where('affair', 'in', affairs)
    .where('state', 'in', states)
    .where((is) => is.or([is('cases.officer', 'is', null), is('cases.officer', '=', officer)]))
    .where('waiting.step', 'is', null)
    .where('cases.filing_id', '!=', after ?? '')
    .orderBy(sql`coalesce(cases.due_on, 'infinity'::date)`)
    .orderBy('cases.filed_at')
    .orderBy('cases.filing_id')
    .limit(1)
  const behind =
    after === undefined
      ? undefined
      : await open
          .where(
            sql<boolean>`(${order}) > (select coalesce(due_on, 'infinity'::date), filed_at, filing_id from cases where filing_id = ${after})`,
          )
          .executeTakeFirst()
  return (behind ?? (await open.executeTakeFirst()))?.filing_id
}
