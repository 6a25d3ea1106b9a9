import { idPattern } from '@madoguchi/kit'
import { z } from 'zod'
import { id, instant, word } from '../shell/schema-parts.ts'
import { anyReader } from '../shell/words.ts'
import { fillWords } from './words.ts'

const copy = fillWords(anyReader).api

const nameLengthMax = 150
const valueLengthMax = 20_000
const valuesMax = 200

const seen = z.string().max(32).describe(copy.seen)
const told = z.string().nullable()

/** What stands in the boxes of a place, by the names of its entries. */
const standing = z.record(z.string(), z.array(z.string())).describe(copy.standing)

const text = z.string().max(valueLengthMax)
/** What is written: a text, or several where several may be chosen. */
const written = z
  .record(z.string().max(nameLengthMax), z.union([text, z.array(text).max(valuesMax)]))
  .describe(copy.written)

const wrong = z.strictObject({
  page: word,
  item: id.nullable(),
  field: told.describe(copy.wrongField),
  entry: z.string().describe(copy.wrongEntry),
  code: z.string(),
  text: z.string(),
})

const answer = z.strictObject({
  label: z.string(),
  kind: z.string().describe(copy.kind),
  isOptional: z.boolean(),
  entries: standing,
  text: told.describe(copy.text),
  source: z.enum(['typed', 'card', 'answer']).nullable().describe(copy.source),
  choices: z.array(z.strictObject({ value: z.string(), label: z.string() })).describe(copy.choices),
})

const place = z.strictObject({
  page: word,
  item: id.nullable().describe(copy.item),
  title: z.string(),
  seen,
  answers: z.record(z.string(), answer).describe(copy.answers),
  wrong: z.array(wrong).describe(copy.wrong),
})

const takenOut = z.strictObject({ item: id, at: instant, said: z.array(z.string()) })

const page = z.strictObject({
  page: word,
  title: z.string(),
  kind: z.enum(['fields', 'group', 'stop']).describe(copy.pageKind),
  isDone: z.boolean(),
  count: z.strictObject({ min: z.int(), max: z.int() }).nullable().describe(copy.count),
  wrong: z.array(wrong).describe(copy.pageWrong),
  places: z.array(place).describe(copy.places),
  takenOut: z.array(takenOut).describe(copy.takenOut),
})

const head = {
  draft: id,
  procedure: word,
  procedureTitle: told.describe(copy.procedureTitle),
  municipality: word,
  municipalityName: z.string(),
  begunAt: instant,
  changedAt: instant,
  endsAt: instant.describe(copy.endsAt),
}

const steps = z.strictObject({ done: z.int(), all: z.int() })

const leftOut = z
  .array(
    z.strictObject({
      label: told,
      said: told,
      item: z
        .strictObject({ title: told, number: z.int().nullable(), said: told })
        .nullable()
        .describe(copy.leftOutItem),
    }),
  )
  .describe(copy.leftOut)

const draftHead = z.strictObject({ ...head, steps: steps.nullable().describe(copy.steps) })

/** What goes over the API of drafts, in both directions. */
export const fillSchemas = {
  DraftHead: draftHead,
  Drafts: z.strictObject({ drafts: z.array(draftHead) }),
  NewDraft: z.strictObject({ municipality: word, procedure: word }),
  Draft: z.strictObject({ ...head, version: z.string(), steps, pages: z.array(page), leftOut }),
  DraftPage: page,
  DraftPlace: place,
  DraftChanged: z.strictObject({
    code: z.literal('DRAFT_CHANGED'),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    requestId: z.string().regex(idPattern),
    now: place.describe(copy.now),
  }),
  WrittenPlace: z.strictObject({ seen, entries: written }),
  NewItem: z.strictObject({ item: id.optional().describe(copy.newItem), entries: written }),
  SeenItem: z.strictObject({ seen }),
  DraftCheck: z.strictObject({
    isComplete: z.boolean().describe(copy.isComplete),
    stoppedAt: word.nullable().describe(copy.stoppedAt),
    wrong: z.array(wrong),
    onPaper: z
      .array(
        z.strictObject({ page: word, item: id.nullable(), field: z.string(), label: z.string(), text: z.string() }),
      )
      .describe(copy.onPaper),
    dropped: z.int().describe(copy.dropped),
    leftOut,
    lastDay: z.string().nullable().describe(copy.lastDay),
  }),
} as const

type Mine = typeof fillSchemas

declare module '../shell/operation.ts' {
  interface ApiSchemas extends Mine {}
}
