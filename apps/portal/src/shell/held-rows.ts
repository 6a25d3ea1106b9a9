import type { Bytes } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { Ground } from './ground.ts'
import { shellLimits } from './limits/table.ts'

type Kysely = Ground['db']['kysely']
type Named = { readonly browser: Bytes; readonly id: string }

/** Writes one, and forgets the oldest of this browser, or of all strangers, where there are too many. */
export async function insertReply(
  kysely: Kysely,
  { browser, id, begunWith }: Named & { readonly begunWith: string },
  { sealed, at, isStranger }: { sealed: Bytes; at: Date; isStranger: boolean },
): Promise<void> {
  const row = { browser_hash: browser, id, begun_with: begunWith, sealed, held_at: at, is_stranger: isStranger }
  await kysely.insertInto('held_replies').values(row).execute()
  await sql`
    delete from held_replies h using (
      select id from held_replies where browser_hash = ${browser}
      order by number desc offset ${sql.lit(shellLimits['held-of-browser'].most)}) as old
    where h.browser_hash = ${browser} and h.id = old.id`.execute(kysely)
  if (isStranger)
    await sql`
      delete from held_replies h using (
        select browser_hash, id from held_replies where is_stranger
        order by number desc offset ${sql.lit(shellLimits['held-of-strangers'].most)}) as old
      where h.is_stranger and h.browser_hash = old.browser_hash and h.id = old.id`.execute(kysely)
}

export async function findReply(
  kysely: Kysely,
  { browser, id }: Named,
): Promise<{ readonly begunWith: string; readonly sealed: Bytes } | undefined> {
  const row = await kysely
    .selectFrom('held_replies')
    .select(['begun_with', 'sealed'])
    .where('browser_hash', '=', browser)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? undefined : { begunWith: row.begun_with, sealed: new Uint8Array(row.sealed) }
}

/** All of one window. */
export async function deleteWindow(
  kysely: Kysely,
  { browser, begunWith }: { browser: Bytes; begunWith: string },
): Promise<void> {
  const rows = kysely.deleteFrom('held_replies').where('browser_hash', '=', browser)
  await rows.where('begun_with', '=', begunWith).execute()
}

/** All of one browser. */
export async function deleteRepliesOf(kysely: Kysely, browser: Bytes): Promise<void> {
  await kysely.deleteFrom('held_replies').where('browser_hash', '=', browser).execute()
}

export async function deleteRepliesBefore(kysely: Kysely, before: Date): Promise<void> {
  await kysely.deleteFrom('held_replies').where('held_at', '<', before).execute()
}
