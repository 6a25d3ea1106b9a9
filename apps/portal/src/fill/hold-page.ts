import { utf8 } from '@madoguchi/kit'
import { sql } from 'kysely'
import { closeSecret, openSecret } from '../shell/secret.ts'
import type { DraftStore } from './draft.ts'
import { readEntries } from './draft-content.ts'
import { draftLimits } from './draft-limits.ts'
import { type BrowserOwner, deriveDraftKey, nameOwner } from './draft-owner.ts'
import type { Entries } from './entries.ts'

type Place = { readonly draft: string; readonly place: string }

/** A page that is held for another browser, draft or place does not open. */
export function bindHeldPage(browser: BrowserOwner, { draft, place }: Place): readonly string[] {
  return ['held', draft, place, nameOwner(browser)]
}

/**
 * Keeps a page that came after its session had ended, under the key of this browser. Nobody reads it before the draft's
 * owner is logged in here. False where it is too large or there is too much of it already.
 */
export async function holdPage(
  { db, clock, random }: DraftStore,
  { browser, draft, place, entries }: Place & { browser: BrowserOwner; entries: Entries },
): Promise<boolean> {
  const secret = utf8.encode(JSON.stringify(entries))
  if (secret.length > draftLimits.heldBytesMax) return false
  const sealed = closeSecret({
    key: deriveDraftKey(browser, draft),
    secret,
    boundTo: bindHeldPage(browser, { draft, place }),
    random,
  })
  const { rows } = await sql`
    insert into held_pages (browser_hash, draft, place, sealed, held_at)
    select ${browser.hash}, ${draft}, ${place}, ${sealed}, ${clock.now()}
    where (select count(*) from held_pages where browser_hash = ${browser.hash} and (draft, place) <> (${draft}, ${place}))
      < ${draftLimits.heldPagesMax}
    on conflict (browser_hash, draft, place) do update set sealed = excluded.sealed, held_at = excluded.held_at
    returning draft`.execute(db.kysely)
  if (rows.length === 1) await keepNewest(db, draft)
  return rows.length === 1
}

/** Browsers without a name cost nothing: what is held of one draft is bounded over all of them. */
async function keepNewest({ kysely }: DraftStore['db'], draft: string): Promise<void> {
  await sql`
    delete from held_pages h using (
      select browser_hash, place from held_pages where draft = ${draft}
      order by held_at desc, browser_hash, place offset ${sql.lit(draftLimits.heldOfDraftMax)}) as old
    where h.draft = ${draft} and h.browser_hash = old.browser_hash and h.place = old.place`.execute(kysely)
}

/** What was held of a page, and forgets it. Throws DRAFT_BROKEN. */
export async function takeHeldPage(
  { db }: Pick<DraftStore, 'db'>,
  { browser, draft, place }: Place & { browser: BrowserOwner },
): Promise<Entries | undefined> {
  const row = await db.kysely
    .deleteFrom('held_pages')
    .where('browser_hash', '=', browser.hash)
    .where('draft', '=', draft)
    .where('place', '=', place)
    .returning('sealed')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const opened = openSecret({
    key: deriveDraftKey(browser, draft),
    closed: new Uint8Array(row.sealed),
    boundTo: bindHeldPage(browser, { draft, place }),
  })
  return opened === undefined ? undefined : readEntries(opened)
}

/** Pages that were held and never called for. */
export async function forgetHeldPages({ kysely }: Pick<DraftStore['db'], 'kysely'>, before: Date): Promise<void> {
  await kysely.deleteFrom('held_pages').where('held_at', '<', before).execute()
}
