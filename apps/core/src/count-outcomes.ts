import type { QueryExecutorProvider } from 'kysely'
import { sql } from 'kysely'

const entriesMax = 100_000

/**
 * How exchanges ended since the ledger's entry `after`, for an operator's numbers: entries are read by their number, once
 * each. What a slow transaction puts below `until` later is not counted: these are numbers to look at, not to add up.
 */
export async function countOutcomes(
  db: QueryExecutorProvider,
  after: number,
): Promise<{ until: number; outcomes: ReadonlyMap<string, number> }> {
  const { rows } = await sql<{ until: number; outcome: string | null; count: number }>`
    select max(entry_id) as until, record::json->>'outcome' as outcome, count(*)::int as count
    from (select entry_id, record from ledger_entries where entry_id > ${after} order by entry_id limit ${entriesMax}) e
    group by outcome`.execute(db)
  const closed = rows.flatMap(({ outcome, count }) => (outcome === null ? [] : [[outcome, count] as const]))
  return { until: Math.max(after, ...rows.map(({ until }) => until)), outcomes: new Map(closed) }
}

/** The newest entry's number, 0 in an empty ledger. */
export async function getNewestEntry(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ newest: number | null }>`select max(entry_id) as newest from ledger_entries`.execute(db)
  return rows[0]?.newest ?? 0
}
