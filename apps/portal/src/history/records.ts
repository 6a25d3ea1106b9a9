import type { Handler } from '@madoguchi/delivery'
import type { PortalTables } from '../shell/tables.ts'
import type { Waiters } from '../shell/waiters.ts'
import { keepRecords } from './record-requests.ts'

/** A page of the history, sealed to the citizen; kept as it came until a live session opens it. */
export function makeRecords(context: { core: string; waiters: Waiters }): Handler<PortalTables, 'records'> {
  return async ({ tx, afterCommit }, messages) => {
    const results: (string | undefined)[] = []
    for (const { from, body, payload } of messages) {
      results.push(from === context.core ? undefined : 'MESSAGE_SENDER_NOT_ALLOWED')
      if (from !== context.core) continue
      await keepRecords(tx, { request: body.request, sealed: payload })
      afterCommit(() => context.waiters.wake(body.request))
    }
    return results
  }
}
