import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { digest, filingId, instant, linkCode, mandateId } from '../fields.ts'

export const file = defineMessage({
  name: 'file',
  purpose:
    'Who files the enclosed filing, in the portal’s link code and under the mandate that lived when it was sent; the core keeps it to itself.',
  from: ['portal'],
  to: ['core'],
  body: z.strictObject({
    filing: filingId,
    linkCode,
    mandate: mandateId,
    filingDigest: digest,
    /** When the citizen sent it: by that moment the mandate is judged, however late the message comes. */
    sentAt: instant,
  }),
  encloses: { filing: 'the filing, addressed to the agency' },
  lifetimeMs: 30 * dayMs,
  refusals: {
    FILING_MISMATCH:
      'The filing has another id, sender or end than the message that names it, or was sent at no moment.',
    FILING_REPEATED: 'The filing id was used before.',
    LINK_CODE_INVALID: 'The link code is not one of the sender’s.',
  },
})
