import type { Database } from '@madoguchi/db'
import type { Verdict } from '@madoguchi/kit'
import type { CrlMark, TrustedCrl } from '@madoguchi/pki'
import { checkCrlOrder, markCrl } from '@madoguchi/pki'
import type { PortalTables } from '../shell/tables.ts'

/** What is remembered of revocation lists beyond one process. */
export type NewestLists = {
  /** Takes a list that is in force as the newest of its issuer, unless a newer one was taken by any copy before. */
  take(list: TrustedCrl): Promise<Verdict<undefined, 'CRL_OLDER'>>
}

/** The marks in the database: one row a CA key. */
export function makeNewestLists(db: Database<PortalTables>): NewestLists {
  return {
    take: (list) => {
      const next = markCrl(list)
      const { issuerHex: issuer } = next
      const row = {
        scope: next.scopeHex,
        number: next.number === undefined ? null : String(next.number),
        this_update: next.thisUpdate,
      }
      return db.transact(async (tx) => {
        await tx
          .insertInto('newest_lists')
          .values({ issuer, ...row })
          .onConflict((conflict) => conflict.column('issuer').doNothing())
          .execute()
        const known = await tx
          .selectFrom('newest_lists')
          .selectAll()
          .where('issuer', '=', issuer)
          .forUpdate()
          .executeTakeFirstOrThrow()
        const newest: CrlMark = {
          issuerHex: issuer,
          scopeHex: known.scope,
          number: known.number === null ? undefined : BigInt(known.number),
          thisUpdate: known.this_update,
        }
        const order = checkCrlOrder(next, newest)
        if (order.ok) await tx.updateTable('newest_lists').set(row).where('issuer', '=', issuer).execute()
        return order
      })
    },
  }
}
