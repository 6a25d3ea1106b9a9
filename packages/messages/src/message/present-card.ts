import { minuteMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { acquisitionNumber, base64urlOf, nonce, origin } from '../fields.ts'

export const presentCard = defineMessage({
  name: 'present-card',
  purpose:
    'The portal shows the registry what a card signed at log-in, so that the registry can verify it itself and have a mandate made.',
  from: ['portal'],
  to: ['registry'],
  body: z.strictObject({
    acquisition: acquisitionNumber,
    certificate: base64urlOf(8192),
    signature: base64urlOf(512),
    origin,
    challenge: nonce,
  }),
  lifetimeMs: minuteMs,
  refusals: {},
})
