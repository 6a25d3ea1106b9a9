import { minuteMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { instant, linkCode, mandateId, readerKey, recordLine, requestId } from '../fields.ts'

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
    beforeExchange: recordLine.optional(),
    /** The lines of filings and of their cases, too. A portal of before does not know them, and sees no chain without a gap. */
    filings: z.literal(true).optional(),
    limit: z.int().min(1).max(200),
  }),
  lifetimeMs: 5 * minuteMs,
  refusals: { MANDATE_NOT_LIVE: 'The mandate ended, or never was, or is another person’s.' },
})
