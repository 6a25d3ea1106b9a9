import { wipeLetters } from '@madoguchi/delivery'
import { hourMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { Ground } from '../shell/ground.ts'

/** No mandate lives longer. */
const mandateLivesMs = 12 * hourMs

/**
 * A dead question or history holds a link code and a mandate, a dead log-in what a card said. Once nothing can come of it any
 * more its bytes go, and the row is left to be counted: a letter without bytes is not sent again.
 */
export async function wipeDeadLetters({ db, clock }: Pick<Ground, 'db' | 'clock'>): Promise<void> {
  const at = clock.now()
  await wipeLetters(
    db.kysely,
    sql`name in ('present-card', 'list-records') and not_after < ${at}
      or name = 'whom' and died_at < ${new Date(at.getTime() - mandateLivesMs)}`,
  )
}
