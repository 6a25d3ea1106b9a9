import type { Handler } from '@madoguchi/delivery'
import { forgetAcquisitions } from '../people.ts'
import type { AgencyTables } from '../tables.ts'

/** The registry does not know the person: the number is forgotten, and the person stays without a code. */
export const handleAcquisitionRefused: Handler<AgencyTables, 'acquisition-refused'> = async (work, messages) => {
  await forgetAcquisitions(
    work.tx,
    messages.flatMap(({ body }) => body.items.map(({ acquisition }) => acquisition)),
  )
  return messages.map(() => undefined)
}
