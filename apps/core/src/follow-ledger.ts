import { hex } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { EntryRow } from './ledger.ts'
import type { LedgerHead } from './ledger-head.ts'
import { recentNumbers } from './ledger-head.ts'
import type { CoreTables } from './tables.ts'

/** The end of the ledger as far as it is known here. */
type LedgerEnd = {
  /** Takes entries that are committed, in any order, known or not. */
  add(rows: readonly EntryRow[]): void
  /** Adds what the ledger holds and was not known. */
  look(): Promise<void>
  /** True where a number shortly before the newest entry is not known to be taken. */
  hasGaps(): boolean
  /** Undefined while no entry is known. */
  head(): LedgerHead | undefined
}

/**
 * Follows the end of the ledger without reading it anew: a look asks for what came after the newest entry known, and for
 * numbers before it that were passed over (a transaction that ends late brings them, one that was rolled back never does).
 */
export function followLedger(db: Kysely<CoreTables>): LedgerEnd {
  let newest = 0
  let leafHash: Uint8Array | undefined
  const missing = new Set<number>()

  async function findNew(): Promise<readonly EntryRow[]> {
    const first = sql<EntryRow>`
      select entry_id, leaf_hash from ledger_entries
      where entry_id > (select coalesce(max(entry_id), 0) - ${recentNumbers}::int from ledger_entries) order by entry_id`
    const later = sql<EntryRow>`
      select entry_id, leaf_hash from ledger_entries where entry_id > ${newest}::bigint
      union all select entry_id, leaf_hash from ledger_entries where entry_id = any(${[...missing]}::bigint[])
      order by entry_id`
    return (await (newest === 0 ? first : later).execute(db)).rows
  }

  function add(rows: readonly EntryRow[]): void {
    for (const { entry_id: entry, leaf_hash } of rows) {
      missing.delete(entry)
      if (entry <= newest) continue
      for (let skipped = Math.max(newest, entry - recentNumbers) + 1; skipped < entry; skipped++) missing.add(skipped)
      newest = entry
      leafHash = leaf_hash
    }
    for (const entry of missing) if (entry <= newest - recentNumbers) missing.delete(entry)
  }

  return {
    add,
    async look() {
      add(await findNew())
    },
    hasGaps: () => missing.size > 0,
    head() {
      const recent = Math.min(newest, recentNumbers) - missing.size
      return leafHash && { entry: newest, leafHash: hex.encode(leafHash), recent }
    },
  }
}
