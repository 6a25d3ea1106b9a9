import { z } from 'zod'
import { mediaTypes } from '../attachment/media-type.ts'
import { day, digest, filingId, instant, line, partyId, wordId } from '../fields.ts'
import { filingLimits } from '../limits.ts'

/** The name of the file within the form's PDF. */
export const filingFormFile = 'madoguchi-filing.json'

/** One attachment as the form, and so the signature, names it. Its part is its place here and one: part 0 is the form. */
const attachedPart = z.strictObject({
  name: line(filingLimits.attachmentNameMax),
  mediaType: z.enum(mediaTypes),
  sizeBytes: z.int().min(1).max(filingLimits.partSizeBytesMax),
  /** Of the file as it was attached. */
  sha256: digest,
})

/**
 * What a filing says, within its form's PDF: the data behind the page that was signed. Whoever reads it believes it no more than
 * the signature around it.
 */
export const filingForm = z.strictObject({
  format: z.literal('madoguchi-filing/1'),
  filing: filingId,
  /** The filing that began the case; absent for one that begins it. */
  about: filingId.optional(),
  what: z.enum(['application', 'correction', 'papers', 'withdrawal']),
  procedure: z.strictObject({ id: wordId, version: day }),
  agency: partyId,
  /** As `@madoguchi/forms` keeps them: what is in them is for `readKeptAnswers` to say. */
  answers: z.strictObject({
    fields: z.record(wordId, z.unknown()),
    groups: z.record(wordId, z.array(z.unknown())),
  }),
  attachments: z.array(attachedPart).max(filingLimits.attachmentsMax),
  /** `session`: nobody signed, and whoever was logged in sent it. */
  signedBy: z.enum(['card', 'session']),
  madeAt: instant,
})

export type FilingForm = z.infer<typeof filingForm>
