import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { digest, exchangeId } from '../fields.ts'

export const datum = defineMessage({
  name: 'datum',
  purpose:
    'The answer itself, signed by the provider and readable only to the inquirer; its payload is a datum of the catalogue as JSON.',
  from: ['agency'],
  to: ['portal', 'agency'],
  body: z.strictObject({ exchange: exchangeId, askDigest: digest }),
  payload: 'JSON of the datum in the layout of its information type, UTF-8',
  isEnclosed: true,
  lifetimeMs: 7 * dayMs,
  refusals: {},
})
