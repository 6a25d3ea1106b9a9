import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { filingId, instant } from '../fields.ts'
import { caseEventNumber } from './case-event.ts'

export const caseTold = defineMessage({
  name: 'case-told',
  purpose: 'The core hands on an event of a case, after the ledger holds it.',
  from: ['core'],
  to: ['portal'],
  body: z.strictObject({ filing: filingId, number: caseEventNumber, toldAt: instant }),
  encloses: { 'case-event': 'the event as the agency signed it' },
  lifetimeMs: 30 * dayMs,
  refusals: {
    FILING_UNKNOWN: 'We never sent this.',
    FILING_MISMATCH: 'The event is another case’s, another number’s or another agency’s.',
  },
})
