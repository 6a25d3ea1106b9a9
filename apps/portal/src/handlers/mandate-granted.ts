import type { Handler } from '@madoguchi/delivery'
import type { HandlerContext } from '../handler-context.ts'
import type { PortalTables } from '../tables.ts'

/** The core's mandate for a log-in that waits. One that nobody waits for any more changes nothing. */
export function makeMandateGranted(context: HandlerContext): Handler<PortalTables, 'mandate-granted'> {
  return async ({ tx, afterCommit }, messages) => {
    const results: (string | undefined)[] = []
    for (const { from, body } of messages) {
      results.push(from === context.core ? undefined : 'MESSAGE_SENDER_NOT_ALLOWED')
      if (from !== context.core) continue
      await tx
        .updateTable('acquisitions')
        .set({
          state: 'granted',
          mandate: body.mandate,
          link_code: body.linkCode,
          mandate_expires_at: new Date(body.expiresAt),
        })
        .where('acquisition', '=', body.acquisition)
        .where('state', '=', 'waiting')
        .execute()
      afterCommit(() => context.waiters.wake(body.acquisition))
    }
    return results
  }
}
