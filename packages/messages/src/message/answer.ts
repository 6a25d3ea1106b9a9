import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { digest, exchangeId, readerKey } from '../fields.ts'

/**
 * `nothing-to-show` is the one ending of a person's own question that brings no data, whatever about the person is the cause;
 * `no-data` and `non-disclosed` are for agencies that ask.
 */
export const answerOutcomes = ['answered', 'no-data', 'non-disclosed', 'refused', 'nothing-to-show'] as const

export const answer = defineMessage({
  name: 'answer',
  purpose:
    'The provider’s outcome for one permit, handed on to the inquirer as it was signed; its payload is the signed datum, sealed to the inquirer’s reader key.',
  from: ['agency'],
  to: ['core'],
  body: z.strictObject({
    exchange: exchangeId,
    askDigest: digest,
    outcome: z.enum(answerOutcomes),
    sealedDigest: digest.optional(),
    /** False from every provider that says it by `provide`, which nobody but the core reads. */
    hideRecord: z.boolean(),
    /** To a person's own question: what a request for a check is sealed to. One a month, the same for everybody. */
    checkKey: readerKey.optional(),
  }),
  payload: 'HPKE encapsulated key (32 bytes) ‖ ciphertext of a signed `datum`; empty unless the outcome is `answered`',
  lifetimeMs: 7 * dayMs,
  refusals: {
    EXCHANGE_UNKNOWN: 'No such exchange stands open for this provider.',
    EXCHANGE_CLOSED: 'The exchange has its outcome already.',
    EXCHANGE_MISMATCH: 'Digest, payload and outcome do not fit together.',
  },
})
