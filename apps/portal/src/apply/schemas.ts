import { mediaTypes } from '@madoguchi/filing'
import { idPattern } from '@madoguchi/kit'
import { z } from 'zod'
import { id, instant, word } from '../shell/schema-parts.ts'
import { anyReader } from '../shell/words.ts'
import { applyWords } from './words.ts'

const copy = applyWords(anyReader).api

const sha256 = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .describe(copy.sha256)
const sizeBytes = z.int()
const told = z.string().nullable()
const signedBy = z.enum(['card', 'session']).describe(copy.signedBy)
const intake = z.enum(['at-portal', 'at-agency']).describe(copy.intake)
const mediaType = z.enum(mediaTypes)
const number = z.string().describe(copy.number)

const paper = z.strictObject({ paper: id.describe(copy.paper), name: z.string(), mediaType, sizeBytes, sha256 })

const signer = z.strictObject({
  name: z.string(),
  address: z.string(),
  birthDate: told.describe(copy.birthDate),
  sex: z.enum(['1', '2', '3']).nullable().describe(copy.birthDate),
})

const compared = z.strictObject({
  attribute: z.enum(['name', 'address', 'birthDate', 'sex']),
  claimed: told,
  is: z.enum(['same', 'other', 'unsaid']).describe(copy.is),
})

const prepared = z.strictObject({
  draft: id,
  filing: id,
  number,
  madeAt: instant,
  addressee: z.string(),
  municipalityName: z.string(),
  intake,
  signedBy,
  form: z.strictObject({ sizeBytes, sha256 }),
  signed: z
    .strictObject({
      ...{ sizeBytes, sha256, signer },
      compared: z.array(compared).describe(copy.compared),
      isOther: z.boolean().describe(copy.isOther),
    })
    .nullable()
    .describe(copy.signed),
  papers: z.array(paper),
  toSend: sha256.nullable().describe(copy.toSend),
})

const head = {
  filing: id,
  number,
  state: z.enum(['sent', 'filed', 'refused', 'replaced']),
  about: z
    .strictObject({
      procedure: word,
      procedureTitle: z.string(),
      municipality: word,
      municipalityName: z.string(),
    })
    .nullable()
    .describe(copy.about),
  label: z.string().describe(copy.label),
  next: z.string().describe(copy.next),
  draft: id.nullable().describe(copy.draft),
  sentAt: instant,
  filedAt: instant.nullable().describe(copy.filedAt),
  takenAt: instant.nullable().describe(copy.takenAt),
  canSendAgain: z.boolean().describe(copy.canSendAgain),
}

const part = { name: z.string(), sizeBytes, sha256 }

const decision = z.strictObject({
  outcome: z.enum(['granted', 'rejected']),
  reason: told,
  review: z.string().describe(copy.review),
  notice: z.strictObject({ name: z.string(), sha256, base64: z.string() }).nullable().describe(copy.notice),
})

const event = z.strictObject({
  number: z.int(),
  at: instant,
  toldAt: instant,
  by: z.string(),
  what: z.string(),
  label: z.string(),
  about: id.nullable().describe(copy.eventAbout),
  text: told,
  fields: z.array(z.strictObject({ field: z.string(), item: told, label: z.string(), words: z.string() })),
  until: told,
  decision: decision.nullable(),
})

const filingHead = z.strictObject(head)

/** What goes over the API of sending, in both directions. */
export const applySchemas = {
  Paper: paper,
  DraftPapers: z.strictObject({
    asked: z.array(z.strictObject({ name: z.string(), when: told, isRequired: z.boolean() })),
    papers: z.array(paper),
    papersMax: z.int(),
    paperSizeBytesMax: sizeBytes,
    filingSizeBytesMax: sizeBytes,
    addressee: z.string(),
    signedBy,
  }),
  PreparedFiling: prepared,
  SeenFiling: z.strictObject({ sha256: sha256.describe(copy.sendSha256) }),
  FilingChanged: z.strictObject({
    code: z.literal('FILING_CHANGED'),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    requestId: z.string().regex(idPattern),
    now: prepared.nullable().describe(copy.now),
  }),
  FilingHead: filingHead,
  Filings: z.strictObject({ filings: z.array(filingHead), older: id.nullable().describe(copy.older) }),
  Filing: z.strictObject({
    ...head,
    addressee: told,
    intake: intake.nullable(),
    signedBy: signedBy.nullable(),
    parts: z.array(z.strictObject({ ...part, mediaType })),
    events: z.array(event).describe(copy.events),
    isWhole: z.boolean().describe(copy.isWhole),
    receipt: z
      .strictObject({
        filedAt: instant,
        takenAt: instant,
        signature: z.enum(['good', 'broken', 'uncheckable', 'none']).describe(copy.signature),
        parts: z.array(z.strictObject(part)),
      })
      .nullable()
      .describe(copy.receipt),
  }),
  SentAgain: z.strictObject({
    draft: id.nullable().describe(copy.draft),
    canSendAgain: z.boolean().describe(copy.canSendAgain),
  }),
} as const

type Mine = typeof applySchemas

declare module '../shell/operation.ts' {
  interface ApiSchemas extends Mine {}
}
