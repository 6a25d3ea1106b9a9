import { AppError, makeId } from '@madoguchi/kit'
import { sql } from 'kysely'
import { type Draft, type DraftStore, openDraftRow, sealDraft } from './draft.ts'
import { type DraftContent, noContent } from './draft-content.ts'
import { draftLimits } from './draft-limits.ts'
import type { DraftOwner } from './draft-owner.ts'
import { type OwnerName, whereOwner } from './find-draft.ts'

const triesMax = 5

/** Begins a draft. Throws DRAFTS_TOO_MANY. */
export async function startDraft(
  { db, clock, random }: DraftStore,
  owner: DraftOwner,
  what: { procedure: string; version: string; municipality: string; content?: DraftContent },
): Promise<Draft> {
  const { content = noContent, ...rest } = what
  const draft = makeId('dft', random)
  const named = { draft, ...rest }
  const sealed = sealDraft({ owner, named, content, random })
  const at = clock.now()
  const isAccount = owner.kind === 'account'
  const mine = isAccount ? sql`account = ${owner.account}` : sql`browser_hash = ${owner.hash}`
  const { rows } = await sql`
    insert into drafts (draft, account, vault, browser_hash, procedure, version, municipality, revision, sealed,
      created_at, updated_at)
    select ${draft}, ${isAccount ? owner.account : null}, ${isAccount ? owner.vault : null},
      ${isAccount ? null : owner.hash}::bytea, ${rest.procedure}, ${rest.version}, ${rest.municipality}, 1, ${sealed},
      ${at}, ${at}
    where (select count(*) from drafts where ${mine}) < ${draftLimits.draftsMax}
    returning draft`.execute(db.kysely)
  if (rows.length === 0) throw new AppError('DRAFTS_TOO_MANY', 'There are as many drafts as one may have.')
  return { ...named, owner, content, revision: 1, updatedAt: at }
}

/**
 * Changes a draft that was just read: `change` is asked again with what stands there where somebody else was faster.
 * What it gives has to follow from what it is given. Throws DRAFT_UNKNOWN where the draft went meanwhile.
 */
export async function changeDraft(
  { db, clock, random }: DraftStore,
  read: Draft,
  change: (content: DraftContent) => DraftContent,
): Promise<Draft> {
  let draft = read
  for (let tries = 0; tries < triesMax; tries++) {
    const content = change(draft.content)
    if (content === draft.content) return draft
    const at = clock.now()
    const sealed = sealDraft({ owner: draft.owner, named: draft, content, random })
    const done = await whereOwner(db.kysely.updateTable('drafts'), draft.owner)
      .set({ sealed, revision: draft.revision + 1, updated_at: at })
      .where('draft', '=', draft.draft)
      .where('revision', '=', draft.revision)
      .executeTakeFirst()
    if (done.numUpdatedRows === 1n) return { ...draft, content, revision: draft.revision + 1, updatedAt: at }
    const row = await whereOwner(db.kysely.selectFrom('drafts').selectAll(), draft.owner)
      .where('draft', '=', draft.draft)
      .executeTakeFirst()
    if (row === undefined) throw new AppError('DRAFT_UNKNOWN', 'The draft went away meanwhile.')
    draft = openDraftRow(row, draft.owner)
  }
  throw new AppError('TOO_MANY', 'Others changed the same draft again and again.')
}

export async function removeDraft(
  { db }: Pick<DraftStore, 'db'>,
  { owner, draft }: { owner: OwnerName; draft: string },
): Promise<void> {
  await whereOwner(db.kysely.deleteFrom('drafts'), owner).where('draft', '=', draft).execute()
}

/** 「この端末から消す」: all that this browser has. Gives how many there were. */
export async function removeAllDrafts({ db }: Pick<DraftStore, 'db'>, owner: DraftOwner): Promise<number> {
  const { numDeletedRows } = await whereOwner(db.kysely.deleteFrom('drafts'), owner).executeTakeFirst()
  return Number(numDeletedRows)
}
