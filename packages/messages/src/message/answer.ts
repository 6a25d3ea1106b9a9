import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { digest, exchangeId, readerKey } from '../fields.ts'

/**
 * `nothing-to-show` is the one ending of a person's own question that brings no data, whatever about the person is the cause;
 * `no-data` and `non-disclosed` are for agencies that ask.
 */
export const answerOutcomes = ['answered', 'no-data', 'non-disclosed', 'refused', 'nothing-to-show'] as const

/** Why a provider that judges a permit by its own facts does not follow it. */
const judgedReasons = ['TYPE_UNKNOWN', 'AFFAIR_UNKNOWN', 'PERMISSION_TABLE', 'PERMISSION_WITHDRAWN'] as const
export type JudgedReason = (typeof judgedReasons)[number]

export const answer = defineMessage({
  name: 'answer',
  purpose:
    'The provider’s outcome for one permit, handed on to the inquirer as it was signed; its payload is the signed datum, sealed to the inquirer’s reader key.',
  from: ['agency'],
  to: ['core'],
  body: z.strictObject({
    exchange: exchangeId,
    askDigest: digest,
    /** `not-permitted` is said to the core alone, which closes the exchange in its own words and hands nothing on. */
    outcome: z.enum([...answerOutcomes, 'not-permitted']),
    /** With `not-permitted`, and with nothing else. */
    reason: z.enum(judgedReasons).optional(),
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
    EXCHANGE_MISMATCH: 'Digest, payload, outcome and reason do not fit together.',
  },
})
