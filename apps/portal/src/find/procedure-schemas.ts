import { z } from 'zod'
import { anyReader } from '../shell/words.ts'
import { type LeadPlace, leadPlaces } from './lead-places.ts'
import { reasons } from './procedure-index.ts'
import { findWords } from './words.ts'

const copy = findWords(anyReader).api

const municipality = z.strictObject({ code: z.string(), prefecture: z.string(), name: z.string(), kana: z.string() })

const lead = z.strictObject({
  title: z.string(),
  place: z.enum(Object.keys(leadPlaces) as LeadPlace[]).describe(copy.leadPlace),
  url: z.string().nullable().describe(copy.leadUrl),
  basis: z.string().describe(copy.leadBasis),
  asOf: z.string().describe(copy.leadAsOf),
})

const found = {
  procedure: z.string(),
  title: z.string(),
  summary: z.string(),
  forWhom: z.string(),
  deadline: z.string(),
  needed: z.array(z.strictObject({ text: z.string(), note: z.string().nullable() })),
  ways: z.array(z.enum(['online', 'print', 'visit'])),
  category: z.string(),
  situations: z.array(z.string()),
  municipalityCount: z.int().describe(copy.municipalityCount),
  reason: z.enum(reasons).nullable().describe(copy.reason),
}

/** What the search of procedures says. */
export const procedureSchemas = {
  FoundProcedures: z.strictObject({
    place: z.enum(['not-asked', 'one', 'several', 'unknown']),
    municipality: municipality.nullable(),
    candidates: z.array(municipality).describe(copy.candidates),
    hasPublished: z.boolean().describe(copy.hasPublished),
    procedures: z.array(z.strictObject(found)),
    nearby: z.array(z.strictObject(found)).describe(copy.nearby),
    leads: z.array(lead).describe(copy.leads),
  }),
  OfferedProcedure: z.strictObject({
    municipality,
    ...found,
    version: z.string(),
    addressee: z.string(),
    filers: z
      .array(
        z.strictObject({
          is: z.enum(['subject', 'household', 'family', 'guardian', 'agent', 'business']),
          who: z.string(),
          note: z.string().nullable(),
        }),
      )
      .describe(copy.filers),
    completion: z
      .strictObject({
        online: z.enum(['whole', 'part', 'none']),
        why: z.string().nullable().describe(copy.completionWhy),
        left: z.string().nullable().describe(copy.completionLeft),
      })
      .describe(copy.completion),
    notes: z.string().nullable(),
    url: z.string().nullable(),
    counters: z.array(z.strictObject({ name: z.string(), place: z.string(), hours: z.string(), phone: z.string() })),
  }),
} as const

type Mine = typeof procedureSchemas

declare module '../shell/operation.ts' {
  interface ApiSchemas extends Mine {}
}
