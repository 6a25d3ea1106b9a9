import type { Handler } from '@madoguchi/delivery'
import type { AgencyTables } from '../tables.ts'

/** The provider's system is down at the moment; the inquiry goes on. */
export const handleDelayed: Handler<AgencyTables, 'delayed'> = async (work, messages) => {
  const ids = messages.map(({ body }) => body.exchange)
  await work.tx
    .updateTable('inquiries')
    .set({ is_delayed: true })
    .where('exchange_id', 'in', ids)
    .where('outcome', 'is', null)
    .execute()
  return messages.map(() => undefined)
}
