import { AppError, makeId } from '@madoguchi/kit'
import { type Draft, type DraftStore, openDraftRow, type Reply, sealDraft } from './draft.ts'
import { type DraftContent, noContent } from './draft-content.ts'
import { draftLimits } from './draft-limits.ts'
import type { DraftOwner } from './draft-owner.ts'
import { changeSealed, deleteDraft, deleteDraftsOf, insertDraft } from './draft-rows.ts'
import { type OwnerName, whereOwner } from './find-draft.ts'

const triesMax = 5

/** Begins a draft. Throws DRAFTS_TOO_MANY. */
export async function startDraft(
  { db, clock, random }: DraftStore,
  owner: DraftOwner,
  what: { procedure: string; version: string; municipality: string; content?: DraftContent; reply?: Reply },
): Promise<Draft> {
  const { content = noContent, reply, ...rest } = what
  const draft = makeId('dft', random)
  const named = { draft, ...rest }
  const sealed = sealDraft({ owner, named, content, random })
  const at = clock.now()
  const isAccount = owner.kind === 'account'
  const begun = {
    ...named,
    account: isAccount ? owner.account : null,
    vault: isAccount ? owner.vault : null,
    browser_hash: isAccount ? null : owner.hash,
    about: reply?.about ?? null,
    reply: reply?.what ?? null,
  }
  const { rows } = await insertDraft(begun, { sealed, at, most: draftLimits.draftsMax }).execute(db.kysely)
  if (rows.length === 0) throw new AppError('DRAFTS_TOO_MANY', 'There are as many drafts as one may have.')
  return { ...named, owner, content, revision: 1, begunAt: at, updatedAt: at, reply }
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
    if (await changeSealed(db.kysely, draft, { sealed, at }))
      return { ...draft, content, revision: draft.revision + 1, updatedAt: at }
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
  named: { owner: OwnerName; draft: string },
): Promise<void> {
  await deleteDraft(db.kysely, named)
}

/** 「この端末から消す」: all that this browser has. Gives how many there were. */
export async function removeAllDrafts({ db }: Pick<DraftStore, 'db'>, owner: DraftOwner): Promise<number> {
  return deleteDraftsOf(db.kysely, owner)
}
