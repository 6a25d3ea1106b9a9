import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { digest, exchangeId, instant, linkCode, partyId, permissionItem } from '../fields.ts'

export const permit = defineMessage({
  name: 'permit',
  purpose:
    'The core’s leave to answer one ask about one person, in the provider’s link code, on the named item of the permission table.',
  from: ['core'],
  to: ['agency'],
  body: z.strictObject({
    exchange: exchangeId,
    linkCode,
    inquirer: partyId,
    askDigest: digest,
    basis: permissionItem,
    expiresAt: instant,
  }),
  encloses: { ask: 'the question as the inquirer signed it' },
  lifetimeMs: 7 * dayMs,
  refusals: {
    EXCHANGE_MISMATCH:
      'The ask has another exchange id, asker or addressee than the permit that names it, or the permit has ended.',
  },
})
