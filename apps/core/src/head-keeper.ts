import type { Database, Write } from '@madoguchi/db'
import type { Clock } from '@madoguchi/kit'
import { minuteMs } from '@madoguchi/kit'
import { followLedger } from './follow-ledger.ts'
import type { EntryRow } from './ledger.ts'
import { findEntryRows } from './ledger.ts'
import type { LedgerHead, LedgerHeadFile } from './ledger-head.ts'
import type { CoreTables } from './tables.ts'

type HeadKeeper = {
  /**
   * The core's database, by which it MUST write: its transactions are counted. One that hands `insertEntries` to `write`
   * MUST put nothing into the ledger in another way.
   */
  readonly db: Database<CoreTables>
  /** Returns when the head file covers every transaction that had ended before the call. */
  note(): Promise<void>
}

const doubtMs = minuteMs

/**
 * Notes the head before anything may leave that depends on it, where one of our transactions ended since the last note.
 * Whoever comes while a note is under way shares it, if it began after their transaction, or the next: however many ask,
 * one write is under way.
 *
 * What a transaction wrote into the ledger it hands over when it is committed, and the ledger itself is not asked. That
 * is enough where another copy of the core writes too: what ours had read of it was committed before ours, so that a
 * restored database with our entries has that as well. But no entry of another may be counted in the place of one of ours:
 * where a number shortly before the newest is not known to be taken, the ledger is looked at. So it is where a
 * transaction ended that wrote no entry, since it may have read another's, where one failed, and at the start.
 */
export function makeHeadKeeper(options: { db: Database<CoreTables>; file: LedgerHeadFile; clock: Clock }): HeadKeeper {
  const { db, file, clock } = options
  const end = followLedger(db.kysely)
  /** Transactions that have ended; what stood in the ledger before counts as one. */
  let ended = 1
  /** The last of them that handed over nothing. */
  let silent = ended
  let looked = 0
  let noted = 0
  /** What was handed over since the last note began: a note covers what ended before it, and nothing else. */
  const handed: EntryRow[] = []
  /** Until then a transaction that failed under our hands may yet turn out to be committed. */
  let doubtUntil = 0
  let running: { readonly covers: number; readonly done: Promise<void> } | undefined
  let next: Promise<void> | undefined
  let written: LedgerHead | undefined

  async function noteOnce(covers: number): Promise<void> {
    end.add(handed.splice(0))
    if (looked < silent || end.hasGaps()) {
      await end.look()
      looked = covers
    }
    const head = end.head()
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

  function countSilent(): void {
    ended++
    silent = ended
  }

  return {
    db: {
      ...db,
      async transact(run, settings) {
        let answers: Promise<readonly unknown[]>[] = []
        try {
          const result = await db.transact((tx, write) => {
            // The database may run this again after a conflict: what the first run wrote is gone.
            answers = []
            const listening: Write = (statement) => {
              const answer = write(statement)
              answers.push(answer)
              return answer
            }
            return run(tx, listening)
          }, settings)
          const entries = (await Promise.all(answers)).flatMap(findEntryRows)
          if (entries.length === 0) countSilent()
          else {
            ended++
            handed.push(...entries)
          }
          return result
        } catch (error) {
          countSilent()
          doubtUntil = clock.now().getTime() + doubtMs
          throw error
        }
      },
    },
    async note() {
      // As if one had ended just now: that of which we do not know whether it has.
      if (clock.now().getTime() < doubtUntil) countSilent()
      if (noted === ended) return
      if (running === undefined) return start()
      if (running.covers === ended) return running.done
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
