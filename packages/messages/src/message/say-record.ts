import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId, recordMark } from '../fields.ts'

export const sayRecord = defineMessage({
  name: 'say-record',
  purpose:
    'The provider says whether the record of an exchange that ended without its word may be shown to the person.',
  from: ['agency'],
  to: ['core'],
  body: z.strictObject({ exchange: exchangeId, record: recordMark }),
  lifetimeMs: 30 * dayMs,
  refusals: { EXCHANGE_UNKNOWN: 'No such exchange of this provider.' },
})
