import type { DraftStore } from './draft.ts'
import { draftLimits } from './draft-limits.ts'
import { deleteIdle, keepWithin } from './draft-rows.ts'
import { forgetHeldPages } from './hold-page.ts'

/** Drafts that nobody has gone on with, and pages that were held and never called for. */
export async function forgetDrafts({ db, clock }: Omit<DraftStore, 'random'>): Promise<void> {
  const at = clock.now().getTime()
  const before = (keptMs: number) => new Date(at - keptMs)
  await deleteIdle(db.kysely, {
    browserAt: before(draftLimits.browserKeptMs),
    accountAt: before(draftLimits.accountKeptMs),
  })
  await keepWithin(db.kysely, draftLimits.strangersBytesMax)
  await forgetHeldPages(db, before(draftLimits.heldKeptMs))
}
