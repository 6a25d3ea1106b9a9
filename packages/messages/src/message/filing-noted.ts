import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { filingId, instant } from '../fields.ts'

const filingRefusals = ['MANDATE_ENDED', 'NO_FILINGS_THERE', 'CASE_UNKNOWN'] as const
/** Why a filing is not filed: no mandate lived; the agency takes none; the filing that it is about is none of this person's there. */
export type FilingRefusal = (typeof filingRefusals)[number]

export const filingNoted = defineMessage({
  name: 'filing-noted',
  purpose: 'The core tells the portal that a filing stands in the ledger, or why it does not.',
  from: ['core'],
  to: ['portal'],
  body: z.strictObject({
    filing: filingId,
    outcome: z.enum(['filed', 'refused']),
    /** With `refused`, and with nothing else. */
    reason: z.enum(filingRefusals).optional(),
    /** The moment of the ledger's line (提出); of what was refused, the moment of that. */
    filedAt: instant,
  }),
  lifetimeMs: 30 * dayMs,
  refusals: { FILING_UNKNOWN: 'We never sent this.' },
})
