import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { exchangeId } from '../fields.ts'

export const checkRequested = defineMessage({
  name: 'check-requested',
  purpose:
    'The core passes on to a provider that a citizen asks it to look again; the payload is as the portal sealed it.',
  from: ['core'],
  to: ['agency'],
  body: z.strictObject({ exchange: exchangeId }),
  payload: 'HPKE encapsulated key (32 bytes) ‖ ciphertext of how to reach the citizen, always 560 bytes',
  lifetimeMs: 7 * dayMs,
  refusals: { EXCHANGE_UNKNOWN: 'We never provided anything in this exchange.' },
})
