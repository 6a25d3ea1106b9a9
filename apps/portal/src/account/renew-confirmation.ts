import type { Database } from '@madoguchi/db'
import type { Bytes, Clock, Random } from '@madoguchi/kit'
import { dayMs, sha256, utf8 } from '@madoguchi/kit'
import type { PortalTables } from '../shell/tables.ts'
import { makeMailCode } from './mail-code.ts'

const linkLifetimeMs = dayMs

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
