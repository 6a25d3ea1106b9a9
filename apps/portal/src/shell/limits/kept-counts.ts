import type { Write } from '@madoguchi/db'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { PortalTables } from '../tables.ts'
import type { KeptLimit } from './table.ts'

/**
 * Counts one act and gives how many there are in its window, this one included. It does not wait for the disk: what a crash of
 * the database takes away are the last moments, and a restart of the portal takes nothing.
 */
export async function countKept(
  db: Kysely<PortalTables>,
  { rule, who, at, windowMs }: { rule: KeptLimit; who: string; at: Date; windowMs: number },
): Promise<number> {
  const until = new Date(at.getTime() + windowMs)
  const { rows } = await sql<{ count: number }>`
    with hurried as (select set_config('synchronous_commit', 'off', true))
    insert into limit_counts as l (rule, who, count, until)
    select ${rule}, ${who}, 1, ${until}::timestamptz from hurried
    on conflict (rule, who) do update set
      count = case when l.until <= ${at} then 1 else l.count + 1 end,
      until = case when l.until <= ${at} then excluded.until else l.until end
    returning count`.execute(db)
  return rows[0]?.count ?? 1
}

/** How many acts of each of these stand in a window that is not over. */
export async function readKept(
  tx: Kysely<PortalTables>,
  { rule, who, at }: { rule: KeptLimit; who: readonly string[]; at: Date },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ who: string; count: number }>`
    select who, count from limit_counts where rule = ${rule} and who = any(${who}::text[]) and until > ${at}`.execute(
    tx,
  )
  return new Map(rows.map(({ who, count }) => [who, count]))
}

/** Windows that are over count nothing any more. */
export async function forgetCounts(db: Kysely<PortalTables>, at: Date): Promise<void> {
  await db.deleteFrom('limit_counts').where('until', '<', at).execute()
}

/** Writes down acts of several at once, in the caller's transaction, without waiting for an answer. */
export function writeKept(
  write: Write,
  { rule, acts, at, windowMs }: { rule: KeptLimit; acts: ReadonlyMap<string, number>; at: Date; windowMs: number },
): void {
  if (acts.size === 0) return
  // In one order everywhere: two copies of the portal do not wait for each other crosswise.
  const rows = [...acts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const until = new Date(at.getTime() + windowMs)
  write(sql`
    insert into limit_counts as l (rule, who, count, until)
    select ${rule}, who, count, ${until}::timestamptz
    from unnest(${rows.map(([who]) => who)}::text[], ${rows.map(([, count]) => count)}::integer[]) as t (who, count)
    on conflict (rule, who) do update set
      count = case when l.until <= ${at} then excluded.count else l.count + excluded.count end,
      until = case when l.until <= ${at} then excluded.until else l.until end`)
}
