import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { acquisitionNumber } from '../fields.ts'

export const acquireCode = defineMessage({
  name: 'acquire-code',
  purpose:
    'An agency asks the registry to have the core make its link codes for people whom the agency knows by resident code.',
  from: ['agency'],
  to: ['registry'],
  body: z.strictObject({
    items: z
      .array(z.strictObject({ acquisition: acquisitionNumber, residentCode: z.string().regex(/^[0-9]{11}$/) }))
      .min(1)
      .max(250),
  }),
  lifetimeMs: 7 * dayMs,
  refusals: {},
})
