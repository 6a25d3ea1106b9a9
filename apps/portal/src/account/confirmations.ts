import type { Database } from '@madoguchi/db'
import type { Bytes, Clock, Random } from '@madoguchi/kit'
import { dayMs, sha256, utf8 } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import { makeMailCode } from './mail-code.ts'

// The life of an address that waits for its link: nothing else writes `email_confirmations`.

type Tx = Kysely<PortalTables>

const linkLifetimeMs = dayMs

/** This account's address waits; the one that waited before does no more. */
export async function beginConfirmation(
  tx: Tx,
  { account, email, at }: { account: string; email: string; at: Date },
): Promise<void> {
  const waiting = { email, asked_at: at, token_hash: null, expires_at: null }
  await tx
    .insertInto('email_confirmations')
    .values({ account, ...waiting })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(waiting))
    .execute()
}

/** The address that a link is for, which waits no more; undefined for none, and for one whose day is over. */
export function takeConfirmation(tx: Tx, { hash, at }: { hash: Bytes; at: Date }) {
  return tx
    .deleteFrom('email_confirmations')
    .where('token_hash', '=', hash)
    .where('expires_at', '>', at)
    .returning(['account', 'email'])
    .executeTakeFirst()
}

export async function dropConfirmation(tx: Tx, account: string): Promise<void> {
  await tx.deleteFrom('email_confirmations').where('account', '=', account).execute()
}

export async function forgetConfirmations(db: Tx, { before }: { before: Date }): Promise<void> {
  await db.deleteFrom('email_confirmations').where('asked_at', '<', before).execute()
}

/**
 * A code for a mail that leaves now (`makeMailCode`); the one before it ends. Kept is its hash. Undefined when this account
 * waits for no such address.
 */
export async function renewConfirmation(
  { db, clock, random }: { db: Database<PortalTables>; clock: Clock; random: Random },
  { account, email }: { account: string; email: string },
): Promise<string | undefined> {
  const token = makeMailCode(random)
  const { numUpdatedRows } = await db.kysely
    .updateTable('email_confirmations')
    .set({ token_hash: hashToken(token), expires_at: new Date(clock.now().getTime() + linkLifetimeMs) })
    .where('account', '=', account)
    .where('email', '=', email)
    .executeTakeFirst()
  return numUpdatedRows === 0n ? undefined : token
}

/** By which an address that waits for its link is found. */
export function hashToken(token: string): Bytes {
  return sha256(utf8.encode(`madoguchi/1/email-token\n${token}`))
}
