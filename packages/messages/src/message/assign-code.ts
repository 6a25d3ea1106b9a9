import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { acquisitionNumber, instant, partyId, subject } from '../fields.ts'

export const assignCode = defineMessage({
  name: 'assign-code',
  purpose:
    'The registry tells the core whose link code a party may have; with a card that it verified, also until when the portal may act for that person.',
  from: ['registry'],
  to: ['core'],
  body: z.strictObject({
    party: partyId,
    items: z
      .array(z.strictObject({ acquisition: acquisitionNumber, subject }))
      .min(1)
      .max(250),
    mandateUntil: instant.optional(),
  }),
  lifetimeMs: 7 * dayMs,
  refusals: { PARTY_UNKNOWN: 'The party does not stand in the directory.' },
})
