import { dayMs, hourMs } from '@madoguchi/kit'
import type { Keeping } from './attachments.ts'
import { findUnnamed, forgetTaken } from './filings.ts'
import { forgetOldAnswers } from './kept-answers.ts'
import { forgetDiscarded } from './kept-bytes.ts'

/** An agency that was set back to a day before fetches once more. */
const takenKeptMs = 7 * dayMs
/** Since the last word of a case: what was answered is needed to correct it, and nobody corrects what was decided long ago. */
const answersKeptMs = 365 * dayMs
/** Whoever writes a file writes its row soon after. */
const unnamedKeptMs = hourMs

/** Parts that were taken, and files that nothing names any more: of papers that were taken out, of drafts that ended, of who left. */
export async function sweepFilings({ db, clock, files }: Keeping): Promise<void> {
  const now = clock.now().getTime()
  const refusedBefore = new Date(now - takenKeptMs)
  await forgetTaken(db.kysely, { before: refusedBefore })
  await forgetOldAnswers(db.kysely, { before: new Date(now - answersKeptMs), refusedBefore })
  for await (const names of files.listBefore(new Date(now - unnamedKeptMs))) {
    const unnamed = await findUnnamed(db.kysely, names)
    // In this order: what is not there any more must not be counted for ever.
    await forgetDiscarded(db.kysely, unnamed)
    for (const file of unnamed) await files.remove(file)
  }
}
