import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId, recordMark } from '../fields.ts'

export const provide = defineMessage({
  name: 'provide',
  purpose:
    'A provider’s answer, and whether its record may be shown to its person; the core keeps the latter to itself and hands the answer on.',
  from: ['agency'],
  to: ['core'],
  body: z.strictObject({ exchange: exchangeId, record: recordMark }),
  encloses: { answer: 'the outcome as the provider signed it' },
  lifetimeMs: 7 * dayMs,
  refusals: {
    EXCHANGE_UNKNOWN: 'No such exchange stands open for this provider.',
    EXCHANGE_CLOSED: 'The exchange has its outcome already.',
    EXCHANGE_MISMATCH: 'Digest, payload and outcome do not fit together, or the answer is another exchange’s.',
  },
})
