import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId, instant } from '../fields.ts'
import { answerOutcomes } from './answer.ts'

export const outcomes = [...answerOutcomes, 'not-permitted', 'no-link-code', 'expired', 'withdrawn'] as const
export type Outcome = (typeof outcomes)[number]

export const closed = defineMessage({
  name: 'closed',
  purpose:
    'The core tells the inquirer how an exchange ended, after the ledger holds it; encloses the provider’s answer where there is one.',
  from: ['core'],
  to: ['portal', 'agency'],
  body: z.strictObject({
    exchange: exchangeId,
    outcome: z.enum(outcomes),
    reason: z
      .string()
      .regex(/^[A-Z][A-Z_]{2,40}$/)
      .optional(),
    closedAt: instant,
  }),
  encloses: { answer: 'the provider’s answer as it was signed' },
  lifetimeMs: 30 * dayMs,
  refusals: { EXCHANGE_UNKNOWN: 'We never asked this.' },
})
