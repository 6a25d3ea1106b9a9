import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { acquisitionNumber, linkCode } from '../fields.ts'

export const codeAssigned = defineMessage({
  name: 'code-assigned',
  purpose: 'The core hands a party its own link codes for the acquisition numbers it made.',
  from: ['core'],
  to: ['agency'],
  body: z.strictObject({
    items: z
      .array(z.strictObject({ acquisition: acquisitionNumber, linkCode }))
      .min(1)
      .max(250),
  }),
  lifetimeMs: 7 * dayMs,
  refusals: {},
})
