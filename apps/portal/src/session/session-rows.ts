import type { Database } from '@madoguchi/db'
import type { Bytes } from '@madoguchi/kit'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

// The life of a session: nothing else writes `sessions`.

type Tx = Kysely<PortalTables>

/** Sessions of the rows that `rows` has, under the names of the table, as a part of the caller's statement. */
export function insertSessions({ rows, at }: { rows: RawBuilder<unknown>; at: Date }): RawBuilder<unknown> {
  return sql`
    insert into sessions (session_hash, account, channel, mandate_digest, fingerprint, vault, sealed_secret, created_at,
      last_seen_at, expires_at)
    select session_hash, account, channel, mandate_digest, fingerprint, vault, sealed_secret, ${at}, ${at}, expires_at
    from ${rows} as t`
}

export async function noteSeenAt(tx: Tx, { hash, at }: { hash: Bytes; at: Date }): Promise<void> {
  await tx.updateTable('sessions').set({ last_seen_at: at }).where('session_hash', '=', hash).execute()
}

/** Whoever ends it waits for the caller's transaction. False where it has ended. */
export async function lockSession(tx: Tx, hash: Bytes): Promise<boolean> {
  const { rows } = await sql`select from sessions where session_hash = ${hash} for key share`.execute(tx)
  return rows.length === 1
}

/** Undefined where it is gone already. */
export function deleteSession(tx: Tx, hash: Bytes) {
  return tx
    .deleteFrom('sessions')
    .where('session_hash', '=', hash)
    .returning(['account', 'channel', 'mandate_digest'])
    .executeTakeFirst()
}

/** All of this account but that one. */
export function deleteOtherSessions(tx: Tx, { account, hash }: { account: string; hash: Bytes }) {
  return tx
    .deleteFrom('sessions')
    .where('account', '=', account)
    .where('session_hash', '!=', hash)
    .returning('mandate_digest')
    .execute()
}

/** Those of these hashes, as a part of the caller's statement: (session_hash, account, channel, mandate_digest). */
export function deleteSessions(hashes: readonly Bytes[]): RawBuilder<unknown> {
  return sql`
    delete from sessions where session_hash = any(${hashes}::bytea[])
    returning session_hash, account, channel, mandate_digest`
}

/** What the mandates of an account's sessions are given back by. */
export async function listMandateDigests(tx: Tx, account: string): Promise<readonly Uint8Array[]> {
  const rows = await tx.selectFrom('sessions').select('mandate_digest').where('account', '=', account).execute()
  return rows.map(({ mandate_digest }) => mandate_digest)
}

/** How many asked for something since then. */
export async function countSessions(
  { kysely }: Pick<Database<PortalTables>, 'kysely'>,
  { since }: { since: Date },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from sessions where last_seen_at > ${since}`.execute(kysely)
  return rows[0]?.count ?? 0
}
