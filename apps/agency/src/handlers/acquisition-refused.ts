import type { Handler } from '@madoguchi/delivery'
import { sql } from 'kysely'
import type { AgencyTables } from '../tables.ts'

/** The registry does not know the person: the number is forgotten, and the person stays without a code. */
export const handleAcquisitionRefused: Handler<AgencyTables, 'acquisition-refused'> = async (work, messages) => {
  const items = messages.flatMap(({ body }) => body.items.map(({ acquisition }) => acquisition))
  await sql`delete from acquisitions where acquisition = any(${items}::text[])`.execute(work.tx)
  return messages.map(() => undefined)
}
