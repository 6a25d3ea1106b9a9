import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { requestId } from '../fields.ts'

export const records = defineMessage({
  name: 'records',
  purpose: 'The records of exchanges about one person, sealed to the citizen.',
  from: ['core'],
  to: ['portal'],
  body: z.strictObject({ request: requestId }),
  payload: 'HPKE encapsulated key (32 bytes) ‖ ciphertext of a JSON page of records, newest first',
  lifetimeMs: dayMs,
  refusals: {},
})
