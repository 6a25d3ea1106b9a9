import type { Database } from '@madoguchi/db'
import type { Clock, Log } from '@madoguchi/kit'
import { secondMs } from '@madoguchi/kit'
import type { Notice, NoticeBoard } from '../shell/notice.ts'
import type { PortalTables } from '../shell/tables.ts'

const rememberedMs = 5 * secondMs

export function makeNoticeBoard(options: { db: Database<PortalTables>; clock: Clock; log: Log }): NoticeBoard {
  const { db, clock, log } = options
  let known: readonly Notice[] = []
  let lookedAt = Number.NEGATIVE_INFINITY

  async function look(at: Date): Promise<readonly Notice[]> {
    const rows = await db.kysely
      .selectFrom('notices')
      .selectAll()
      .where('ended_at', 'is', null)
      .where('shown_until', '>', at)
      .where('shown_from', '<=', new Date(at.getTime() + rememberedMs))
      .orderBy('shown_from')
      .execute()
    return rows.map(({ notice, text, shown_from, shown_until, pauses_log_in }) => ({
      notice,
      text,
      from: shown_from,
      until: shown_until,
      pausesLogIn: pauses_log_in,
    }))
  }

  return {
    async findShown() {
      const at = clock.now()
      if (Math.abs(at.getTime() - lookedAt) >= rememberedMs) {
        lookedAt = at.getTime()
        try {
          known = await look(at)
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
