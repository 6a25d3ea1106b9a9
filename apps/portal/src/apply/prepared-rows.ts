import type { Insertable, Kysely } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

// Forms that are made to be sent: nothing else writes `prepared_filings`.

type Tx = Kysely<PortalTables>

/** In the place of the draft's one of before. */
export async function putForm(tx: Tx, { draft, ...row }: Insertable<PortalTables['prepared_filings']>): Promise<void> {
  await tx
    .insertInto('prepared_filings')
    .values({ draft, ...row })
    .onConflict((conflict) => conflict.column('draft').doUpdateSet(row))
    .execute()
}

/** Its number was used: the next one is made anew. */
export async function forgetForm(tx: Tx, filing: string): Promise<void> {
  await tx.deleteFrom('prepared_filings').where('filing', '=', filing).execute()
}
