import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId, linkCode } from '../fields.ts'

export const askRecord = defineMessage({
  name: 'ask-record',
  purpose:
    'An exchange ended without its provider’s word: the core asks it whether the record may be shown to the person.',
  from: ['core'],
  to: ['agency'],
  body: z.strictObject({ exchange: exchangeId, linkCode }),
  lifetimeMs: 30 * dayMs,
  refusals: {},
})
