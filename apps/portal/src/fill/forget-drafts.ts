import { sql } from 'kysely'
import type { DraftStore } from './draft.ts'
import { draftLimits } from './draft-limits.ts'

/** A draft in which nothing stands costs its row and its place in three indexes. */
const rowBytes = 512

/** Drafts that nobody has gone on with, and pages that were held and never called for. */
export async function forgetDrafts({ db, clock }: Omit<DraftStore, 'random'>): Promise<void> {
  const at = clock.now().getTime()
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
  await keepWithin(db, draftLimits.strangersBytesMax)
  await db.kysely
    .deleteFrom('held_pages')
    .where('held_at', '<', new Date(at - draftLimits.heldKeptMs))
    .execute()
}

/**
 * Anybody may begin a draft and nobody is refused one. Where those without an account take more than `bytesMax`, those go first
 * in which nobody ever wrote, then those in which nobody has written for longest.
 */
export async function keepWithin({ kysely }: Pick<DraftStore['db'], 'kysely'>, bytesMax: number): Promise<void> {
  await sql`
    delete from drafts d using (
      select draft, sum(octet_length(sealed) + ${sql.lit(rowBytes)}) over (order by revision > 1 desc, updated_at desc, draft) as upto
      from drafts where browser_hash is not null) as kept
    where d.draft = kept.draft and kept.upto > ${bytesMax}`.execute(kysely)
}
