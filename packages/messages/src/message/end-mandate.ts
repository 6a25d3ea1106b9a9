import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { digest, mandateId } from '../fields.ts'

export const endMandate = defineMessage({
  name: 'end-mandate',
  purpose:
    'The portal gives a mandate back when the citizen logs out, by its digest or, as before, by itself; inquiries already made go on.',
  from: ['portal'],
  to: ['core'],
  body: z.union([z.strictObject({ mandateDigest: digest }), z.strictObject({ mandate: mandateId })]),
  lifetimeMs: dayMs,
  refusals: {},
})
