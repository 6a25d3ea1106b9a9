import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { digest, filingId } from '../fields.ts'

/** So many events a case may have: the number has a bound, as everything that a peer can make large. */
const eventNumberMax = 9999

/** The place of an event in its case, from 0. */
export const caseEventNumber = z.int().min(0).max(eventNumberMax)

export const caseEvent = defineMessage({
  name: 'case-event',
  purpose:
    'What happened in a case, in order and sealed to the citizen: nobody but the citizen reads what, handed on to the portal as it was signed.',
  from: ['agency'],
  to: ['core'],
  body: z.strictObject({
    filing: filingId,
    number: caseEventNumber,
    /** `digestCaseEvent` of the event before; of the first, 32 zero bytes. */
    previous: digest,
  }),
  payload:
    'HPKE encapsulated key (32 bytes) ‖ ciphertext of the event as JSON, filled up with spaces to 4, 16, 64 or 200 KiB, and a tag (16 bytes)',
  lifetimeMs: 30 * dayMs,
  refusals: {
    FILING_UNKNOWN: 'No such filing was filed with this agency.',
    CASE_EVENT_MISMATCH:
      'Another event has this number, it does not follow the one before, or its payload has another size.',
  },
})
