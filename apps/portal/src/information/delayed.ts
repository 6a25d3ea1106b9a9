import type { Handler } from '@madoguchi/delivery'
import type { PortalTables } from '../shell/tables.ts'
import type { Waiters } from '../shell/waiters.ts'
import { delay } from './inquiries.ts'

/** 提供機関停止中: the provider's system does not answer; the core goes on trying. */
export function makeDelayed(context: { core: string; waiters: Waiters }): Handler<PortalTables, 'delayed'> {
  return async ({ tx, at, afterCommit }, messages) => {
    const ours = messages.filter(({ from }) => from === context.core)
    const exchanges = ours.map(({ body }) => body.exchange)
    if (exchanges.length > 0) {
      const changed = await delay(tx, { exchanges, at })
      afterCommit(() => {
        for (const request of changed) context.waiters.wake(request)
      })
    }
    return messages.map(({ from }) => (from === context.core ? undefined : 'MESSAGE_SENDER_NOT_ALLOWED'))
  }
}
