import type { Log } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { DeliveryEvents } from './events.ts'

/** What delivery has to tell an operator, in the log's words. */
export function logDelivery(log: Log): DeliveryEvents {
  return {
    handlerFailed: ({ name, id, from }, error) => log.failure('MESSAGE_HANDLER_FAILED', error, { name, id, from }),
    refused: ({ id, to }, code) => log.warn('MESSAGE_REFUSED', { id, to, code }),
    undecided: (to, parcels) => log.warn('MESSAGES_UNDECIDED', { to, messages: parcels.length }),
    unreachable(to, first, error) {
      const code = error instanceof AppError ? error.code : 'INTERNAL'
      // Only the first failed attempt of a message is news; the retries after it are not.
      if (first.length > 0) log.warn('PARTY_UNREACHABLE', { to, code, messages: first.length })
      if (code === 'INTERNAL') log.failure('DELIVERY_FAILED', error, { to })
    },
  }
}
