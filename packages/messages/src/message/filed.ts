import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { digest, filingId, instant, linkCode, partyId } from '../fields.ts'

export const filed = defineMessage({
  name: 'filed',
  purpose: 'The core hands on a filing, after the ledger holds it, with the agency’s own link code for who filed it.',
  from: ['core'],
  to: ['agency'],
  body: z.strictObject({
    filing: filingId,
    /** Of who filed; about whom the filing is stands in the form, and is for an officer to find. */
    filerCode: linkCode,
    portal: partyId,
    /** 提出: the moment of the ledger's line. */
    filedAt: instant,
    filingDigest: digest,
  }),
  encloses: { filing: 'the filing as the portal signed it' },
  lifetimeMs: 30 * dayMs,
  refusals: { FILING_MISMATCH: 'The filing has another id, sender or addressee than the message that names it.' },
})
