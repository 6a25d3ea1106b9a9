import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId } from '../fields.ts'

export const delayed = defineMessage({
  name: 'delayed',
  purpose: 'The core says that a provider’s system does not answer at the moment; the core goes on trying.',
  from: ['core'],
  to: ['portal', 'agency'],
  body: z.strictObject({ exchange: exchangeId }),
  lifetimeMs: dayMs,
  refusals: {},
})
