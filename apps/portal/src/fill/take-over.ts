import type { OpenSession } from '../shell/visitor.ts'
import { type DraftStore, openDraftRow, sealDraft } from './draft.ts'
import { draftLimits } from './draft-limits.ts'
import { type BrowserOwner, ownerOfSession } from './draft-owner.ts'
import { moveToAccount } from './draft-rows.ts'

/**
 * Drafts that were begun in this browser without a log-in become the account's, sealed to its vault, as many as fit.
 * Gives how many; those that were changed in the same frame stay where they are.
 */
export async function takeOverDrafts(
  { db, random }: Omit<DraftStore, 'clock'>,
  { browser, session }: { browser: BrowserOwner; session: OpenSession },
): Promise<number> {
  const owner = ownerOfSession(session)
  return db.kysely.transaction().execute(async (tx) => {
    const { count } = await tx
      .selectFrom('drafts')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('account', '=', session.account)
      .executeTakeFirstOrThrow()
    const room = Math.max(0, draftLimits.draftsMax - Number(count))
    const rows = await tx
      .selectFrom('drafts')
      .selectAll()
      .where('browser_hash', '=', browser.hash)
      .orderBy('updated_at', 'desc')
      .limit(room)
      .forUpdate()
      .execute()
    for (const row of rows) {
      const { content } = openDraftRow(row, browser)
      const sealed = sealDraft({ owner, named: row, content, random })
      await moveToAccount(tx, row, { account: session.account, vault: session.vault, sealed })
    }
    return rows.length
  })
}
