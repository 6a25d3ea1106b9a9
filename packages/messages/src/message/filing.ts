import { dayMs } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { digest, filingId, readerKey } from '../fields.ts'

/** A form and at most twenty attachments. */
const partsMax = 21
/** A part of 20 MiB and what its seal adds: key, and a tag a chunk. */
const partSizeBytesMax = 21 * 1024 * 1024

export const filing = defineMessage({
  name: 'filing',
  purpose:
    'What a citizen files with an agency: which sealed parts there are, to be fetched from the portal; it names no person and no procedure.',
  from: ['portal'],
  to: ['agency'],
  body: z.strictObject({
    filing: filingId,
    /** The filing whose case this one is for: a correction, papers that follow, a withdrawal. What it is stands in the form. */
    about: filingId.optional(),
    /** The agency's key that the parts are sealed to. */
    deskKey: readerKey,
    /** The citizen's key that the events of the case are sealed to. */
    readerKey,
    /** The first is the form. Digest and size are those of the sealed bytes. */
    parts: z
      .array(z.strictObject({ digest, sizeBytes: z.int().min(1).max(partSizeBytesMax) }))
      .min(1)
      .max(partsMax),
  }),
  isEnclosed: true,
  lifetimeMs: 30 * dayMs,
  refusals: {},
})
