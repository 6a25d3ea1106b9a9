import type { Handler } from '@madoguchi/delivery'
import { undecided } from '@madoguchi/delivery'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import type { Waiters } from '../shell/waiters.ts'
import { endKeeping } from './inquiries.ts'

/**
 * The time for which we keep these answers is over. Of what we do not know (its request was deleted, or who asked has left), and of what ended in
 * another way, nothing changes. What only we had given up waiting for ends too: its answer may still come, and is not taken then.
 */
export function makeAnswersRetired(context: {
  core: string
  waiters: Waiters
}): Handler<PortalTables, 'answers-retired'> {
  return async ({ tx, at, afterCommit }, messages) => {
    const ours = messages.filter(({ from }) => from === context.core)
    const open = await findOpen(
      tx,
      ours.flatMap(({ body }) => body.exchanges),
    )
    const exchanges = [...new Set(ours.flatMap(({ body }) => body.exchanges))]
    const which = sql`i.exchange = any((select ${exchanges}::text[])::text[])
      and (i.state = 'answered' or (not i.is_closed_by_core and i.state in ('expired', 'not-permitted')))`
    const requests = exchanges.length === 0 ? [] : await endKeeping(tx, { which, at })
    afterCommit(() => {
      for (const request of requests) context.waiters.wake(request)
    })
    return messages.map((message) => {
      if (message.from !== context.core) return 'MESSAGE_SENDER_NOT_ALLOWED'
      // It overtook an answer that it is about, and comes again for that one; the others are let go of now.
      return message.body.exchanges.some((exchange) => open.has(exchange)) ? undecided : undefined
    })
  }
}

async function findOpen(
  tx: Parameters<Handler<PortalTables, 'answers-retired'>>[0]['tx'],
  exchanges: readonly string[],
): Promise<ReadonlySet<string>> {
  if (exchanges.length === 0) return new Set()
  const { rows } = await sql<{ exchange: string }>`
    select exchange from inquiries where exchange = any((select ${exchanges}::text[])::text[])
      and state in ('asking', 'delayed') for update`.execute(tx)
  return new Set(rows.map(({ exchange }) => exchange))
}
