import type { Database } from '@madoguchi/db'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { queueAtAccount } from '../session/accounts.ts'
import type { PortalTables } from '../shell/tables.ts'

// How much of the disk an account has before it sends. What it discarded is written by the database (migration 29).

/** Of one account: its papers and forms, and what it discarded and still stands on the disk. */
const keptBytesMax = 300 * 1024 * 1024

/**
 * Writes rows of a file of so many bytes where its account has room for it, one after the other of an account: of two at once the
 * second sees what the first took. False where there is no room: nothing is written then.
 */
export async function withRoom(
  db: Pick<Database<PortalTables>, 'transact'>,
  { account, sizeBytes }: { account: string; sizeBytes: number },
  write: (tx: Kysely<PortalTables>) => Promise<unknown>,
): Promise<boolean> {
  return db.transact(async (tx) => {
    await queueAtAccount(tx, account)
    if (!(await hasRoom(tx, { account, sizeBytes }))) return false
    await write(tx)
    return true
  })
}

/** Before a file is written at all. Another one at the same moment may take the room. */
export async function hasRoom(
  db: Kysely<PortalTables>,
  { account, sizeBytes }: { account: string; sizeBytes: number },
): Promise<boolean> {
  const { rows } = await sql<{ kept: string }>`
    select (select coalesce(sum(size_bytes), 0) from attachments where account = ${account})
      + (select coalesce(sum(form_bytes + signed_bytes), 0) from prepared_filings where account = ${account})
      + (select coalesce(sum(size_bytes), 0) from discarded_files where account = ${account}) as kept`.execute(db)
  return Number(rows[0]?.kept ?? 0) + sizeBytes <= keptBytesMax
}

/** They are gone from the disk. */
export async function forgetDiscarded(db: Kysely<PortalTables>, files: readonly string[]): Promise<void> {
  await sql`delete from discarded_files where file = any(${files}::text[])`.execute(db)
}
