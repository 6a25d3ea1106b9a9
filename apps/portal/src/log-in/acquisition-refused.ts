import type { Handler } from '@madoguchi/delivery'
import type { PortalTables } from '../shell/tables.ts'
import type { Waiters } from '../shell/waiters.ts'
import { refuseAcquisition } from './acquisitions.ts'

/** The registry did not accept a card that was shown to it, and says why. */
export function makeAcquisitionRefused(context: {
  registry: string
  waiters: Waiters
}): Handler<PortalTables, 'acquisition-refused'> {
  return async ({ tx, afterCommit }, messages) => {
    const results: (string | undefined)[] = []
    for (const { from, body } of messages) {
      results.push(from === context.registry ? undefined : 'MESSAGE_SENDER_NOT_ALLOWED')
      if (from !== context.registry) continue
      for (const { acquisition, reason } of body.items) {
        await refuseAcquisition(tx, { acquisition, reason })
        afterCommit(() => context.waiters.wake(acquisition))
      }
    }
    return results
  }
}
