import type { Handler } from '@madoguchi/delivery'
import type { PortalTables } from '../shell/tables.ts'
import type { Waiters } from '../shell/waiters.ts'

/** A page of the history, sealed to the citizen; kept as it came until a live session opens it. */
export function makeRecords(context: { core: string; waiters: Waiters }): Handler<PortalTables, 'records'> {
  return async ({ tx, afterCommit }, messages) => {
    const results: (string | undefined)[] = []
    for (const { from, body, payload } of messages) {
      results.push(from === context.core ? undefined : 'MESSAGE_SENDER_NOT_ALLOWED')
      if (from !== context.core) continue
      await tx
        .updateTable('record_requests')
        .set({ sealed: payload })
        .where('request', '=', body.request)
        .where('sealed', 'is', null)
        .execute()
      afterCommit(() => context.waiters.wake(body.request))
    }
    return results
  }
}
