import type { Bytes } from '@madoguchi/kit'
import { sha256 } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

/** Keeps a signed directory for receipts, once. Gives its SHA-256. */
export async function keepDirectory(tx: Kysely<PortalTables>, file: Bytes): Promise<Bytes> {
  const digest = sha256(file)
  await tx
    .insertInto('kept_directories')
    .values({ digest, file })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return digest
}
