import { minuteMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId, instant, linkCode, mandateId, readerKey, requestId } from '../fields.ts'

export const listRecords = defineMessage({
  name: 'list-records',
  purpose:
    'A citizen asks, through the portal and under a live mandate, for the records of exchanges about them (番号法23条).',
  from: ['portal'],
  to: ['core'],
  body: z.strictObject({
    request: requestId,
    linkCode,
    mandate: mandateId,
    readerKey,
    from: instant.optional(),
    before: instant.optional(),
    /** With `before`: the line at which the last page ended. Without it, a page begins before the whole moment `before`. */
    beforeExchange: exchangeId.optional(),
    limit: z.int().min(1).max(200),
  }),
  lifetimeMs: 5 * minuteMs,
  refusals: { MANDATE_NOT_LIVE: 'The mandate ended, or never was, or is another person’s.' },
})
