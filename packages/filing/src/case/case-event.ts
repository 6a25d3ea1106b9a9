import { utf8 } from '@madoguchi/kit'
import { z } from 'zod'
import { day, digest, filingId, instant, line, lines, wordId } from '../fields.ts'
import { filingLimits } from '../limits.ts'

/** What an agency found when it opened a filing, for the citizen alone. Times: `filedAt` 提出, `takenAt` 到達. */
const takenReceipt = z.strictObject({
  filedAt: instant,
  takenAt: instant,
  /** Of the opened parts, the form first. */
  parts: z
    .array(z.strictObject({ name: line(filingLimits.attachmentNameMax), sizeBytes: z.int().min(0), sha256: digest }))
    .min(1)
    .max(filingLimits.attachmentsMax + 1),
  /** Of the form, as of `filedAt`; `none` where the procedure asks for none. */
  signature: z.enum(['good', 'broken', 'uncheckable', 'none']),
})

const decision = z.strictObject({
  outcome: z.enum(['granted', 'rejected']),
  /** Why: with `rejected` always. */
  reason: lines(1000).optional(),
  /** 教示: how, with whom and by when a review can be asked for. */
  review: lines(1500),
  /** 通知書, a signed PDF. */
  notice: z
    .strictObject({
      name: line(filingLimits.attachmentNameMax),
      sha256: digest,
      base64: z.base64().max(Math.ceil(filingLimits.noticeSizeBytesMax / 3) * 4),
    })
    .optional(),
})

const caseEventKinds = [
  'taken',
  'opened-not',
  'in-review',
  'correction-asked',
  'corrected',
  'request-refused',
  'decided',
  'decision-changed',
  'decision-withdrawn',
  'withdrawn',
  'note-to-citizen',
] as const

/** One event of a case as the citizen reads it; on its way it is sealed to them. */
export const caseEvent = z
  .strictObject({
    format: z.literal('madoguchi-case-event/1'),
    filing: filingId,
    /** 0 is `taken` or `opened-not`. */
    number: z.int().min(0).max(9999),
    at: instant,
    /** Who did it, in the agency's words: 「みほん市 子育て支援課」. */
    by: line(100),
    what: z.enum(caseEventKinds),
    /** The later filing that this answers: what was corrected, or which request was refused. */
    about: filingId.optional(),
    text: lines(1000).optional(),
    /** 補正: what is asked of which field. `item` is the id of the item of a group. */
    fields: z
      .array(z.strictObject({ field: wordId, item: z.string().max(64).optional(), words: lines(300) }))
      .min(1)
      .max(20)
      .optional(),
    /** The last day for it, in Japan. */
    until: day.optional(),
    decision: decision.optional(),
    receipt: takenReceipt.optional(),
  })
  .refine(({ number, what }) => (number === 0) === (what === 'taken' || what === 'opened-not'))
  .refine(({ what, receipt }) => (what === 'taken') === (receipt !== undefined))
  .refine(({ what, decision: made }) => (what === 'decided' || what === 'decision-changed') === (made !== undefined))
  .refine(({ decision: made }) => made?.outcome !== 'rejected' || made.reason !== undefined)
  .refine(({ what, fields }) => fields === undefined || what === 'correction-asked')
  .refine((event) => utf8.encode(JSON.stringify(event)).length <= filingLimits.caseEventSizeBytesMax)

export type CaseEvent = z.infer<typeof caseEvent>
