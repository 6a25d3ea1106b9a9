import { hourMs, makeId } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { AgencyTables } from '../tables.ts'
import type { DeskGround } from './ground.ts'
import { hashDeskToken } from './tokens.ts'

const leftForMs = hourMs

/** A form that was not taken: what was typed, and what is in the way. */
export type LeftForm = { readonly typed: URLSearchParams; readonly problem: string | undefined }

/** Keeps all of it for the page that shows it again; with the session it goes. How much that may be, the desk's bound of a body says. */
export async function leaveForm(
  { db, clock, random }: DeskGround,
  { session, path, typed, problem }: LeftForm & { readonly session: string; readonly path: string },
): Promise<string> {
  const form = makeId('frm', random)
  const at = clock.now()
  await db.kysely
    .deleteFrom('desk_left_forms')
    .where('left_at', '<', new Date(at.getTime() - leftForMs))
    .execute()
  await db.kysely
    .insertInto('desk_left_forms')
    .values({
      ...{ form, session_hash: hashDeskToken(session), path, problem: problem ?? null, left_at: at },
      fields: sql`${JSON.stringify([...typed])}::jsonb`,
    })
    .execute()
  return form
}

/** What was left here by the same session, for this page. */
export async function findLeftForm(
  db: Kysely<AgencyTables>,
  { session, path, form }: { readonly session: string; readonly path: string; readonly form: string | undefined },
): Promise<LeftForm | undefined> {
  if (form === undefined) return undefined
  const row = await db
    .selectFrom('desk_left_forms')
    .select(['fields', 'problem'])
    .where('form', '=', form)
    .where('session_hash', '=', hashDeskToken(session))
    .where('path', '=', path)
    .executeTakeFirst()
  return row && { typed: new URLSearchParams(row.fields as [string, string][]), problem: row.problem ?? undefined }
}
