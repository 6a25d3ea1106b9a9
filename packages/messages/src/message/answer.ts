import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { digest, exchangeId } from '../fields.ts'

export const answerOutcomes = ['answered', 'no-data', 'non-disclosed', 'refused'] as const

export const answer = defineMessage({
  name: 'answer',
  purpose:
    'The provider’s outcome for one permit; its payload is the signed datum, sealed to the inquirer’s reader key.',
  from: ['agency'],
  to: ['core'],
  body: z.strictObject({
    exchange: exchangeId,
    askDigest: digest,
    outcome: z.enum(answerOutcomes),
    sealedDigest: digest.optional(),
    hideRecord: z.boolean(),
  }),
  payload: 'HPKE encapsulated key (32 bytes) ‖ ciphertext of a signed `datum`; empty unless the outcome is `answered`',
  lifetimeMs: 7 * dayMs,
  refusals: {
    EXCHANGE_UNKNOWN: 'No such exchange stands open for this provider.',
    EXCHANGE_CLOSED: 'The exchange has its outcome already.',
    EXCHANGE_MISMATCH: 'Digest, payload and outcome do not fit together.',
  },
})
