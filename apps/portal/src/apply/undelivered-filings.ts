import { wipeLetters } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { LetterFate } from '../shell/letter-fate.ts'
import { refuseDiscarded, refuseUndelivered } from './filings.ts'
import { lifetimeMs } from './send-filing.ts'

/** For the word of one that was taken at the last moment. */
const graceMs = dayMs

/**
 * A filing that the core would not take, or never could be given: its citizen reads why, and sends it again from the draft. Of the
 * message the bytes go in the same breath, so that nobody sends what somebody was told is not sent.
 */
export async function closeUndeliveredFilings({ db, clock, log }: Pick<Ground, 'db' | 'clock' | 'log'>): Promise<void> {
  const at = clock.now()
  const before = new Date(at.getTime() - lifetimeMs - graceMs)
  const count = await db.transact(async (tx) => {
    const refused = await refuseUndelivered(tx, { before, at })
    await wipeLetters(tx, sql`name = 'file'`)
    return refused
  })
  if (count > 0) log.warn('FILINGS_NOT_TAKEN', { count })
}

export const fate: LetterFate = {
  // It is as it was: sent.
  async sentAgain() {},
  async discarded(tx, { name, reference: filing, code, at }) {
    if (name === 'file') await refuseDiscarded(tx, { filing, code, at })
  },
}
