import type { ReceiptForm } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import type { DeliveryTables } from './tables.ts'

type ReceiptForms = {
  /** Whether a receipt of this form is taken of this party; whoever signs the second form is noted. */
  isBelieved(party: string, form: ReceiptForm, at: Date): Promise<boolean>
}

/**
 * While parties are updated one after the other, receipts of the first form are taken of those that know no other. A party
 * that has signed one of the second signs none of the first for us any more: whoever shows one has had it made for another
 * sender. That is kept in the database, so that neither a restart nor a second copy of the program forgets it.
 */
export function makeReceiptForms(db: Kysely<DeliveryTables>): ReceiptForms {
  const known = new Set<string>()
  return {
    async isBelieved(party, form, at) {
      if (form === 2 && !known.has(party))
        await db
          .insertInto('receipt_forms')
          .values({ party, second_form_at: at })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      else if (form === 1 && !known.has(party)) {
        const row = await db.selectFrom('receipt_forms').select('party').where('party', '=', party).executeTakeFirst()
        if (row === undefined) return true
      }
      known.add(party)
      return form === 2
    },
  }
}
