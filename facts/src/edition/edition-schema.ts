import { isCalendarDate } from '@madoguchi/kit'
import { z } from 'zod'
import { findFaults } from './find-faults.ts'

/** How much of each there may be: some ten times of what the country has. */
const factsLimits = {
  types: 1_000,
  layouts: 60,
  fields: 600,
  codes: 1_000,
  affairs: 4_000,
  items: 4_000,
  kinds: 200,
  withdrawals: 1_000,
  municipalities: 4_000,
  postalCodes: 4_000,
} as const

const id = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/)
const day = z
  .string()
  .max(10)
  .refine((text) => isCalendarDate(text) && !text.endsWith('-00'), 'is no day')

/** A line for people: no control character, no mark that turns the direction of writing, no half of a surrogate pair. */
function line(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(text), 'is no line of text')
}

const fieldBase = {
  id: z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/),
  label: line(100),
  explanation: line(300).optional(),
  group: line(100).optional(),
  unit: line(20).optional(),
}
const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...fieldBase, kind: z.enum(['yen', 'integer', 'date', 'month', 'year', 'text', 'boolean']) }),
  z.strictObject({
    ...fieldBase,
    kind: z.literal('code'),
    codes: z
      .record(z.string().regex(/^[A-Za-z0-9-]{1,20}$/), line(200))
      .refine((codes) => isWithin(Object.keys(codes).length, factsLimits.codes), 'has none or too many'),
  }),
])

const layoutSchema = z.strictObject({
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/),
  validFrom: day,
  validUntil: day.optional(),
  recordKey: z.enum(['fiscal-year', 'serial']),
  recordName: line(40),
  fields: z.array(fieldSchema).min(1).max(factsLimits.fields),
})

const typeSchema = z.strictObject({
  id,
  code: z.string().regex(/^TM[0-9]{14}$/),
  isSyntheticCode: z.boolean(),
  name: line(100),
  plainName: line(60),
  theme: id,
  description: line(200),
  providerKinds: z.array(id).min(1).max(factsLimits.kinds),
  layouts: z.array(layoutSchema).max(factsLimits.layouts),
})

const affairSchema = z.strictObject({
  id,
  code: z.string().regex(/^JM[0-9]{14}$/),
  law: line(200),
  name: line(200),
  purpose: line(200).refine((text) => text.endsWith('ため'), 'does not end in ため'),
})

const item = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
const permissionSchema = z.strictObject({
  item,
  inquirers: z.array(id).min(1).max(factsLimits.kinds),
  affair: id,
  basis: line(200),
  needsMandate: z.boolean(),
  validFrom: day,
  validUntil: day.optional(),
  providers: z
    .record(id, z.array(id).min(1).max(factsLimits.types))
    .refine((providers) => isWithin(Object.keys(providers).length, factsLimits.kinds), 'has none or too many'),
})

const municipalitySchema = z.strictObject({
  code: z.string().regex(/^[0-9]{6}$/),
  prefecture: line(20),
  name: line(40),
  kana: line(80),
  postalCodes: z.array(z.string().regex(/^[0-9]{7}$/)).max(factsLimits.postalCodes),
})

/** What stands in the four files of `facts/data`, and in each edition of a signed file. */
export const factsDataSchema = z
  .strictObject({
    types: z.array(typeSchema).max(factsLimits.types),
    affairs: z.array(affairSchema).max(factsLimits.affairs),
    /** What each kind of body is called. */
    kinds: z
      .record(id, line(100))
      .refine((kinds) => isWithin(Object.keys(kinds).length, factsLimits.kinds), 'too many'),
    permissions: z.array(permissionSchema).max(factsLimits.items),
    municipalities: z.array(municipalitySchema).max(factsLimits.municipalities),
  })
  .superRefine((data, context) => {
    for (const { path, message } of findFaults(data)) context.addIssue({ code: 'custom', path: [...path], message })
  })

export type FactsData = z.infer<typeof factsDataSchema>

export const editionSchema = z.strictObject({
  /** As a message and a column of the core's can say it. */
  version: z.int().min(1).max(2_147_483_647),
  /** The Japanese calendar day from which it counts; may lie ahead. */
  countsFrom: day,
  withdrawn: z.array(z.strictObject({ item, reason: line(300) })).max(factsLimits.withdrawals),
  data: factsDataSchema,
})

export type EditionDocument = z.infer<typeof editionSchema>

function isWithin(count: number, max: number): boolean {
  return count >= 1 && count <= max
}
