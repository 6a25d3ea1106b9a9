import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId } from '../fields.ts'

export const answersRetired = defineMessage({
  name: 'answers-retired',
  purpose: 'The core tells a portal that the time for which it keeps these answers is over.',
  from: ['core'],
  to: ['portal'],
  body: z.strictObject({ exchanges: z.array(exchangeId).min(1).max(250) }),
  lifetimeMs: 30 * dayMs,
  refusals: {},
})
