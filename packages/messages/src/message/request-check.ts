import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId } from '../fields.ts'

export const requestCheck = defineMessage({
  name: 'request-check',
  purpose: 'A citizen asks the provider of an ended exchange to look again (確認の依頼); nobody answers it.',
  from: ['portal'],
  to: ['core'],
  body: z.strictObject({ exchange: exchangeId }),
  payload: 'HPKE encapsulated key (32 bytes) ‖ ciphertext of how to reach the citizen, always 560 bytes',
  lifetimeMs: 7 * dayMs,
  refusals: {
    EXCHANGE_UNKNOWN: 'The exchange is another inquirer’s, or its provider has not ended it.',
    EXCHANGE_MISMATCH: 'The payload has not the one size that every such payload has.',
  },
})
