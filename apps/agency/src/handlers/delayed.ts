import type { Handler } from '@madoguchi/delivery'
import { noteDelayed } from '../inquiries.ts'
import type { AgencyTables } from '../tables.ts'

/** The provider's system is down at the moment; the inquiry goes on. */
export const handleDelayed: Handler<AgencyTables, 'delayed'> = async (work, messages) => {
  await noteDelayed(
    work.tx,
    messages.map(({ body }) => body.exchange),
  )
  return messages.map(() => undefined)
}
