import type { DraftStore } from './draft.ts'
import { draftLimits } from './draft-limits.ts'

/** Drafts that nobody has gone on with, and pages that were held and never called for. */
export async function forgetDrafts({ db, deps }: DraftStore): Promise<void> {
  const at = deps.clock.now().getTime()
  await db.kysely
    .deleteFrom('drafts')
    .where('browser_hash', 'is not', null)
    .where('updated_at', '<', new Date(at - draftLimits.browserKeptMs))
    .execute()
  await db.kysely
    .deleteFrom('drafts')
    .where('account', 'is not', null)
    .where('updated_at', '<', new Date(at - draftLimits.accountKeptMs))
    .execute()
  await db.kysely
    .deleteFrom('held_pages')
    .where('held_at', '<', new Date(at - draftLimits.heldKeptMs))
    .execute()
}
