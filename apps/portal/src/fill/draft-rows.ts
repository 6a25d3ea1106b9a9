import type { Bytes } from '@madoguchi/kit'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import type { DraftHead, DraftRow } from './draft.ts'
import { type OwnerName, whereOwner } from './find-draft.ts'

// What is kept of a form until it is printed, sealed to whom it belongs: nothing else writes `drafts`.

type Tx = Kysely<PortalTables>

type Begun = Pick<
  DraftRow,
  'draft' | 'account' | 'vault' | 'browser_hash' | 'procedure' | 'version' | 'municipality' | 'about' | 'reply'
>

/** A draft in which nothing stands costs its row and its place in three indexes. */
const rowBytes = 512

/** Revision 1 of a draft. Gives no row where its owner has `most` already, or one that answers the same filing so. */
export function insertDraft(
  begun: Begun,
  { sealed, at, most }: { sealed: Bytes; at: Date; most: number },
): RawBuilder<{ draft: string }> {
  const { draft, account, vault, browser_hash: hash, procedure, version, municipality, about, reply } = begun
  const mine = account === null ? sql`browser_hash = ${hash}` : sql`account = ${account}`
  return sql`
    insert into drafts (draft, account, vault, browser_hash, procedure, version, municipality, revision, sealed,
      created_at, updated_at, about, reply)
    select ${draft}, ${account}, ${vault},
      ${hash}::bytea, ${procedure}, ${version}, ${municipality}, 1, ${sealed},
      ${at}, ${at}, ${about}, ${reply}
    where (select count(*) from drafts where ${mine}) < ${most}
    on conflict (about, reply) where about is not null do nothing
    returning draft`
}

/** Revision n → n + 1. False where another was faster, or the draft went. */
export async function changeSealed(
  tx: Tx,
  { draft, revision, owner }: Pick<DraftHead, 'draft' | 'revision'> & { owner: OwnerName },
  { sealed, at }: { sealed: Bytes; at: Date },
): Promise<boolean> {
  const done = await whereOwner(tx.updateTable('drafts'), owner)
    .set({ sealed, revision: revision + 1, updated_at: at, told_end_at: null })
    .where('draft', '=', draft)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Of a browser → of an account, of one that the caller holds: it is sealed anew, and is no younger for it. */
export async function moveToAccount(
  tx: Tx,
  { draft, revision }: Pick<DraftHead, 'draft' | 'revision'>,
  { account, vault, sealed }: { account: string; vault: string; sealed: Bytes },
): Promise<void> {
  await tx
    .updateTable('drafts')
    .set({ account, vault, browser_hash: null, revision: revision + 1, sealed })
    .where('draft', '=', draft)
    .execute()
}

type EndingSince = {
  /** Last changed at this moment or before it, a draft is over. */
  readonly overAt: Date
  /** Its owner is to be told of it. */
  readonly dueAt: Date
  /** It is told along with one of which they are. */
  readonly gatheredAt: Date
}

/** Whose drafts are due to be told of. */
export async function listDue(tx: Tx, { overAt, dueAt }: EndingSince): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('drafts')
    .select('account')
    .distinct()
    .where('account', 'is not', null)
    .where('told_end_at', 'is', null)
    .where('updated_at', '>', overAt)
    .where('updated_at', '<=', dueAt)
    .execute()
  return rows.flatMap(({ account }) => (account === null ? [] : [account]))
}

/**
 * Marks the drafts of these accounts whose end is near as told, so that no other copy of the program tells them too, whatever
 * the clock says next. Gives each account of which there were any once.
 */
export async function takeEnding(
  tx: Tx,
  accounts: readonly string[],
  { at, overAt, gatheredAt }: EndingSince & { readonly at: Date },
): Promise<readonly string[]> {
  const { rows } = await sql<{ account: string }>`
    update drafts set told_end_at = ${at}
    where draft in (
      select draft from drafts
      where account = any(${accounts}) and told_end_at is null and updated_at > ${overAt} and updated_at <= ${gatheredAt}
      order by draft for update skip locked)
    returning account`.execute(tx)
  return [...new Set(rows.map(({ account }) => account))]
}

export async function deleteDraft(tx: Tx, { owner, draft }: { owner: OwnerName; draft: string }): Promise<void> {
  await whereOwner(tx.deleteFrom('drafts'), owner).where('draft', '=', draft).execute()
}

/** Gives how many there were. */
export async function deleteDraftsOf(tx: Tx, owner: OwnerName): Promise<number> {
  const { numDeletedRows } = await whereOwner(tx.deleteFrom('drafts'), owner).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Drafts that nobody has gone on with since, by the kind of their owner. */
export async function deleteIdle(tx: Tx, since: { readonly browserAt: Date; readonly accountAt: Date }): Promise<void> {
  for (const [column, day] of [
    ['browser_hash', since.browserAt],
    ['account', since.accountAt],
  ] as const)
    await tx.deleteFrom('drafts').where(column, 'is not', null).where('updated_at', '<', day).execute()
}

/**
 * Anybody may begin a draft and nobody is refused one. Where those without an account take more than `bytesMax`, those go first
 * in which nobody ever wrote, then those in which nobody has written for longest.
 */
export async function keepWithin(tx: Tx, bytesMax: number): Promise<void> {
  await sql`
    delete from drafts d using (
      select draft, sum(octet_length(sealed) + ${sql.lit(rowBytes)}) over (order by revision > 1 desc, updated_at desc, draft) as upto
      from drafts where browser_hash is not null) as kept
    where d.draft = kept.draft and kept.upto > ${bytesMax}`.execute(tx)
}
