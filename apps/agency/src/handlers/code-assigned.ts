import type { Handler } from '@madoguchi/delivery'
import { keepCodes } from '../people.ts'
import type { AgencyTables } from '../tables.ts'

/** 符号: the codes that we asked for. */
export const handleCodeAssigned: Handler<AgencyTables, 'code-assigned'> = async (work, messages) => {
  await keepCodes(
    work.tx,
    messages.flatMap(({ body }) => body.items),
  )
  return messages.map(() => undefined)
}
