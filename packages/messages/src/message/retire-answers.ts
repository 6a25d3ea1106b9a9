import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId } from '../fields.ts'

export const retireAnswers = defineMessage({
  name: 'retire-answers',
  purpose:
    'A provider asks that a portal keeps these answers of its no longer, for whatever reason: it never says which, nor about whom.',
  from: ['agency'],
  to: ['core'],
  body: z.strictObject({ exchanges: z.array(exchangeId).min(1).max(250) }),
  lifetimeMs: 30 * dayMs,
  refusals: {
    EXCHANGE_UNKNOWN: 'Some are not this provider’s, or no portal that there is asked them; the others were passed on.',
  },
})
