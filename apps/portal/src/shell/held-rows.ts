import type { Bytes } from '@madoguchi/kit'
import { type RawBuilder, sql } from 'kysely'
import type { Ground } from './ground.ts'
import { shellLimits } from './limits/table.ts'

type Kysely = Ground['db']['kysely']
type Named = { readonly browser: Bytes; readonly id: string }

/**
 * Writes one, and forgets the oldest of this browser, and of this account or of all strangers, where there are too many. `heldFor`: who
 * is logged in; null for a stranger.
 */
export async function insertReply(
  kysely: Kysely,
  { browser, id, begunWith }: Named & { readonly begunWith: string },
  { sealed, at, heldFor }: { sealed: Bytes; at: Date; heldFor: string | null },
): Promise<void> {
  const row = { browser_hash: browser, id, begun_with: begunWith, sealed, held_at: at, held_for: heldFor }
  await kysely.insertInto('held_replies').values(row).execute()
  await keepNewest(kysely, sql`browser_hash = ${browser}`, shellLimits['held-of-browser'].most)
  await (heldFor === null
    ? keepNewest(kysely, sql`held_for is null`, shellLimits['held-of-strangers'].most)
    : keepNewest(kysely, sql`held_for = ${heldFor}`, shellLimits['held-of-account'].most))
}

async function keepNewest(kysely: Kysely, rows: RawBuilder<unknown>, most: number): Promise<void> {
  await sql`
    delete from held_replies where (${rows}) and number <= (
      select number from held_replies where (${rows}) order by number desc offset ${sql.lit(most)} limit 1)`.execute(
    kysely,
  )
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
