import type { Database } from '@madoguchi/db'
import type { Clock } from '@madoguchi/kit'
import { hex, minuteMs } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { LedgerHead, LedgerHeadFile } from './ledger-head.ts'
import { recentNumbers } from './ledger-head.ts'
import type { CoreTables } from './tables.ts'

/**
 * Follows the end of the ledger without reading it anew: asks for what came after the newest entry known, and for numbers
 * before it that were passed over (a transaction that ends late brings them, one that was rolled back never does).
 */
function followLedger(db: Kysely<CoreTables>): () => Promise<LedgerHead | undefined> {
  let newest = 0
  let leafHash: Uint8Array | undefined
  const missing = new Set<number>()

  async function findNew(): Promise<{ entry: string; leaf_hash: Uint8Array }[]> {
    const first = sql`
      select entry_id as entry, leaf_hash from ledger_entries
      where entry_id > (select coalesce(max(entry_id), 0) - ${recentNumbers}::int from ledger_entries) order by entry_id`
    const later = sql`
      select entry_id as entry, leaf_hash from ledger_entries where entry_id > ${newest}::bigint
      union all select entry_id, leaf_hash from ledger_entries where entry_id = any(${[...missing]}::bigint[])
      order by entry`
    const { rows } = await (newest === 0 ? first : later).execute(db)
    return rows as { entry: string; leaf_hash: Uint8Array }[]
  }

  return async function look() {
    for (const row of await findNew()) {
      const entry = Number(row.entry)
      missing.delete(entry)
      if (entry <= newest) continue
      for (let skipped = Math.max(newest, entry - recentNumbers) + 1; skipped < entry; skipped++) missing.add(skipped)
      newest = entry
      leafHash = row.leaf_hash
    }
    for (const entry of missing) if (entry <= newest - recentNumbers) missing.delete(entry)
    const recent = Math.min(newest, recentNumbers) - missing.size
    return leafHash && { entry: newest, leafHash: hex.encode(leafHash), recent }
  }
}

export type HeadKeeper = {
  /** The core's database, by which it MUST write: its transactions are counted. */
  readonly db: Database<CoreTables>
  /** Returns when the head file covers every transaction that had ended before the call. */
  note(): Promise<void>
}

const doubtMs = minuteMs

/**
 * Notes the head before anything may leave that depends on it. The ledger is looked at where one of our transactions ended
 * since the last look, and the file written where the ledger moved. Whoever comes while a note is under way shares it, if
 * it began after their transaction, or the next: however many ask, one write is under way.
 */
export function makeHeadKeeper(options: { db: Database<CoreTables>; file: LedgerHeadFile; clock: Clock }): HeadKeeper {
  const { db, file, clock } = options
  const look = followLedger(db.kysely)
  /** Transactions that have ended; what stood in the ledger before counts as one. */
  let ended = 1
  let noted = 0
  /** Until then a transaction that failed under our hands may yet turn out to be committed. */
  let doubtUntil = 0
  let running: { readonly covers: number; readonly done: Promise<void> } | undefined
  let next: Promise<void> | undefined
  let written: LedgerHead | undefined

  async function noteOnce(covers: number): Promise<void> {
    const head = await look()
    if (head !== undefined && (head.entry !== written?.entry || head.recent > written.recent)) {
      await file.write(head)
      written = head
    }
    noted = covers
  }

  function start(): Promise<void> {
    const covers = ended
    const done = noteOnce(covers).finally(() => {
      running = undefined
    })
    running = { covers, done }
    return done
  }

  return {
    db: {
      ...db,
      async transact(run, settings) {
        try {
          return await db.transact(run, settings)
        } catch (error) {
          doubtUntil = clock.now().getTime() + doubtMs
          throw error
        } finally {
          ended++
        }
      },
    },
    async note() {
      const isInDoubt = clock.now().getTime() < doubtUntil
      if (noted === ended && !isInDoubt) return
      if (running === undefined) return start()
      if (running.covers === ended && !isInDoubt) return running.done
      // What is being noted may have looked before our commit: wait for one that begins after now.
      next ??= running.done
        .catch(() => {
          // Whoever asked for that one hears of it.
        })
        .then(() => {
          next = undefined
          return start()
        })
      return next
    },
  }
}
