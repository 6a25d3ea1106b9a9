import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { date, digest, exchangeId, instant, linkCode, partyId, permissionItem } from '../fields.ts'

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
    /** The version of the facts that counted when it was asked, and that day in Japan; a core of before says neither. */
    facts: z.int().min(1).max(2_147_483_647).optional(),
    askedOn: date.optional(),
  }),
  encloses: { ask: 'the question as the inquirer signed it' },
  lifetimeMs: 7 * dayMs,
  refusals: {
    EXCHANGE_MISMATCH:
      'The ask has another exchange id, asker or addressee than the permit that names it, or the permit has ended.',
  },
})
