import type { Database } from '@madoguchi/db'
import type { Clock, Log } from '@madoguchi/kit'
import { secondMs } from '@madoguchi/kit'
import type { Notice, NoticeBoard } from '../shell/notice.ts'
import type { PortalTables } from '../shell/tables.ts'

const rememberedMs = 5 * secondMs

/** What is not over at a time, the earliest first; what begins after `beginBy` is left out. */
export async function listNoticesAt(
  db: Database<PortalTables>,
  { at, beginBy }: { at: Date; beginBy?: Date },
): Promise<readonly Notice[]> {
  const open = db.kysely.selectFrom('notices').selectAll().where('ended_at', 'is', null).where('shown_until', '>', at)
  const begun = beginBy === undefined ? open : open.where('shown_from', '<=', beginBy)
  const rows = await begun.orderBy('shown_from').execute()
  return rows.map(({ notice, text, shown_from, shown_until, pauses_log_in }) => ({
    notice,
    text,
    from: shown_from,
    until: shown_until,
    pausesLogIn: pauses_log_in,
  }))
}

export function makeNoticeBoard(options: { db: Database<PortalTables>; clock: Clock; log: Log }): NoticeBoard {
  const { db, clock, log } = options
  let known: readonly Notice[] = []
  let lookedAt = Number.NEGATIVE_INFINITY

  return {
    async findShown() {
      const at = clock.now()
      if (Math.abs(at.getTime() - lookedAt) >= rememberedMs) {
        lookedAt = at.getTime()
        try {
          known = await listNoticesAt(db, { at, beginBy: new Date(at.getTime() + rememberedMs) })
        } catch (error) {
          // A page is worth more than a notice on it: what was known goes on.
          log.failure('NOTICES_UNKNOWN', error)
        }
      }
      return known.filter(({ from, until }) => from <= at && until > at)
    },
    forget() {
      lookedAt = Number.NEGATIVE_INFINITY
    },
  }
}
