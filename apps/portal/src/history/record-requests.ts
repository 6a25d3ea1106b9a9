import type { Bytes } from '@madoguchi/kit'
import type { Insertable, Kysely } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

// Questions for a page of the history, and what came of them: nothing else writes `record_requests`.

type Tx = Kysely<PortalTables>

export async function addRecordRequest(
  tx: Tx,
  made: Omit<Insertable<PortalTables['record_requests']>, 'sealed' | 'refused_code'>,
): Promise<void> {
  await tx
    .insertInto('record_requests')
    .values({ ...made, sealed: null, refused_code: null })
    .execute()
}

/** The page came, sealed to the citizen. What came before stays. */
export async function keepRecords(tx: Tx, { request, sealed }: { request: string; sealed: Bytes }): Promise<void> {
  await tx
    .updateTable('record_requests')
    .set({ sealed })
    .where('request', '=', request)
    .where('sealed', 'is', null)
    .execute()
}

/** The core did not take it, and says so by this code. */
export async function refuseRecords(tx: Tx, { request, code }: { request: string; code: string }): Promise<void> {
  await tx.updateTable('record_requests').set({ refused_code: code }).where('request', '=', request).execute()
}

export async function forgetRecords(tx: Tx, { before }: { before: Date }): Promise<void> {
  await tx.deleteFrom('record_requests').where('created_at', '<', before).execute()
}
