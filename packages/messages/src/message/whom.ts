import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { digest, exchangeId, linkCode, mandateId, recordMark } from '../fields.ts'

export const whom = defineMessage({
  name: 'whom',
  purpose: 'About whom the enclosed ask is, in the inquirer’s own link code; the core keeps it to itself.',
  from: ['portal', 'agency'],
  to: ['core'],
  body: z.strictObject({
    exchange: exchangeId,
    linkCode,
    askDigest: digest,
    mandate: mandateId.optional(),
    /** Absent in a person's own question, which is never hidden from them. */
    record: recordMark.optional(),
  }),
  encloses: { ask: 'the question, addressed to the provider' },
  lifetimeMs: 7 * dayMs,
  refusals: {
    EXCHANGE_MISMATCH: 'The ask has another exchange id, sender or end than the message that names it.',
    EXCHANGE_REPEATED: 'The exchange id was used before.',
    LINK_CODE_INVALID: 'The link code is not one of the sender’s.',
  },
})
