import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { affairId, exchangeId, period, readerKey, typeId } from '../fields.ts'

export const ask = defineMessage({
  name: 'ask',
  purpose: 'What an inquirer wants to know, forwarded to the provider as it was signed; it names no person.',
  from: ['portal', 'agency'],
  to: ['agency'],
  body: z.strictObject({
    exchange: exchangeId,
    affair: affairId,
    type: typeId,
    period: period.optional(),
    readerKey,
  }),
  isEnclosed: true,
  lifetimeMs: 7 * dayMs,
  refusals: {},
})
