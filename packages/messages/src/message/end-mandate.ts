import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { mandateId } from '../fields.ts'

export const endMandate = defineMessage({
  name: 'end-mandate',
  purpose: 'The portal gives a mandate back when the citizen logs out; inquiries already made go on.',
  from: ['portal'],
  to: ['core'],
  body: z.strictObject({ mandate: mandateId }),
  lifetimeMs: dayMs,
  refusals: {},
})
