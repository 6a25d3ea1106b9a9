import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { acquisitionNumber } from '../fields.ts'

export const acquisitionRefused = defineMessage({
  name: 'acquisition-refused',
  purpose: 'The registry says that it has no link code made for an acquisition number, and why.',
  from: ['registry'],
  to: ['agency', 'portal'],
  body: z.strictObject({
    items: z
      .array(z.strictObject({ acquisition: acquisitionNumber, reason: z.string().regex(/^[A-Z][A-Z_]{2,40}$/) }))
      .min(1)
      .max(250),
  }),
  lifetimeMs: 7 * dayMs,
  refusals: {},
})
