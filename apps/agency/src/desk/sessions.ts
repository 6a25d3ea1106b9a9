import { hourMs, minuteMs } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { AgencyTables } from '../tables.ts'
import type { DeskGround } from './ground.ts'
import { hashDeskToken, makeDeskToken } from './tokens.ts'

const sessionIdleMs = 30 * minuteMs
const longestMs = 8 * hourMs

/** Gives the cookie's value; the database has its hash. */
export async function beginSession(
  tx: Kysely<AgencyTables>,
  { random, at }: Pick<DeskGround, 'random'> & { readonly at: Date },
  officer: string,
): Promise<string> {
  const cookie = makeDeskToken(random)
  await tx
    .insertInto('desk_sessions')
    .values({ session_hash: hashDeskToken(cookie), officer, begun_at: at, seen_at: at })
    .execute()
  return cookie
}

/** Whose session it is; asking counts as being there, unless a page of another site led here. */
export async function findSession(
  db: Kysely<AgencyTables>,
  cookie: string | undefined,
  { at, isSeen }: { readonly at: Date; readonly isSeen: boolean },
): Promise<string | undefined> {
  if (cookie === undefined) return undefined
  const hash = hashDeskToken(cookie)
  const row = await db
    .selectFrom('desk_sessions')
    .select('officer')
    .where('session_hash', '=', hash)
    .where('seen_at', '>', new Date(at.getTime() - sessionIdleMs))
    .where('begun_at', '>', new Date(at.getTime() - longestMs))
    .executeTakeFirst()
  if (row !== undefined && isSeen)
    await db.updateTable('desk_sessions').set({ seen_at: at }).where('session_hash', '=', hash).execute()
  return row?.officer
}

export async function endSession(tx: Kysely<AgencyTables>, cookie: string | undefined): Promise<void> {
  if (cookie !== undefined)
    await tx.deleteFrom('desk_sessions').where('session_hash', '=', hashDeskToken(cookie)).execute()
}

export async function endSessionsOf(tx: Kysely<AgencyTables>, officer: string): Promise<void> {
  await tx.deleteFrom('desk_sessions').where('officer', '=', officer).execute()
}

/** Those whose time is over, with what was left in their forms. */
export async function forgetSessions(db: Kysely<AgencyTables>, at: Date): Promise<void> {
  await db
    .deleteFrom('desk_sessions')
    .where((row) =>
      row.or([
        row('seen_at', '<=', new Date(at.getTime() - sessionIdleMs)),
        row('begun_at', '<=', new Date(at.getTime() - longestMs)),
      ]),
    )
    .execute()
}
