import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId } from '../fields.ts'

export const hideRecord = defineMessage({
  name: 'hide-record',
  purpose:
    'Who asked withholds the record of its question from the person after all: the protection began while it was open.',
  from: ['agency'],
  to: ['core'],
  body: z.strictObject({ exchange: exchangeId }),
  lifetimeMs: 30 * dayMs,
  refusals: { EXCHANGE_UNKNOWN: 'The exchange is another inquirer’s.' },
})
