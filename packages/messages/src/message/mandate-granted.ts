import { minuteMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { acquisitionNumber, instant, linkCode, mandateId } from '../fields.ts'

export const mandateGranted = defineMessage({
  name: 'mandate-granted',
  purpose:
    'The core gives the portal its link code for the person whose card the registry verified, and a mandate to act while it lives.',
  from: ['core'],
  to: ['portal'],
  body: z.strictObject({ acquisition: acquisitionNumber, mandate: mandateId, linkCode, expiresAt: instant }),
  lifetimeMs: 5 * minuteMs,
  refusals: {},
})
