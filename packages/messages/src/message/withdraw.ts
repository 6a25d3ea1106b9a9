import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId, recordMark } from '../fields.ts'

export const withdraw = defineMessage({
  name: 'withdraw',
  purpose: 'The inquirer takes an inquiry back; an answer that comes later is refused.',
  from: ['portal', 'agency'],
  to: ['core'],
  body: z.strictObject({ exchange: exchangeId, record: recordMark.optional() }),
  lifetimeMs: 7 * dayMs,
  refusals: { EXCHANGE_UNKNOWN: 'The exchange is another inquirer’s.' },
})
