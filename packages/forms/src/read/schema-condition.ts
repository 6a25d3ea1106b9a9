import { z } from 'zod'
import type { Condition } from '../condition.ts'
import { formLimits } from '../limits.ts'
import { asExpanded } from './as-expanded.ts'
import { amount, count, day, fieldId, listWords, wordId, words } from './schema-words.ts'

const operand = z.union([words(100), amount, z.boolean()], { error: 'Must be a text, a number, true or false.' })
const parts = z
  .array(z.lazy(() => condition))
  .min(1)
  .max(formLimits.conditionNodesMax)

const conditions = [
  z.strictObject({ is: z.enum(['all', 'any']), of: parts }),
  z.strictObject({ is: z.literal('not'), of: z.lazy(() => condition) }),
  z.strictObject({ is: z.literal('equals'), field: fieldId, value: operand }),
  z.strictObject({
    is: z.literal('one-of'),
    field: fieldId,
    values: z
      .array(z.union([words(100), amount], { error: 'Must be a text or a number.' }))
      .min(1)
      .max(formLimits.optionsMax),
  }),
  z.strictObject({ is: z.literal('answered'), field: fieldId }),
  z.strictObject({ is: z.enum(['before', 'after']), field: fieldId, day }),
  z.strictObject({ is: z.enum(['at-least', 'less-than']), field: fieldId, number: amount }),
  z.strictObject({
    is: z.enum(['age-at-least', 'age-below']),
    field: fieldId,
    age: z.number().int().min(1).max(130),
    on: day.exactOptional(),
  }),
  z.strictObject({ is: z.literal('count-at-least'), group: fieldId, count: count(formLimits.itemsMax) }),
] as const

const written = z.discriminatedUnion('is', conditions, {
  error: `No such condition. There are ${listWords(conditions.map(({ shape }) => shape.is))}.`,
})

/** Written out, or the name of one under `shared`, which the reader puts in its place before anybody sees it. */
export const condition: z.ZodType<Condition> = asExpanded(z.union([wordId, written]).meta({ id: 'condition' }))
