import { z } from 'zod'
import type { Condition } from '../condition.ts'
import { formLimits } from '../limits.ts'
import { amount, count, day, fieldId, listWords, words } from './schema-words.ts'

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
      .array(z.union([words(100), amount]))
      .min(1)
      .max(formLimits.optionsMax),
  }),
  z.strictObject({ is: z.literal('answered'), field: fieldId }),
  z.strictObject({ is: z.enum(['before', 'after']), field: fieldId, day }),
  z.strictObject({ is: z.literal('at-least'), field: fieldId, number: amount }),
  z.strictObject({ is: z.literal('count-at-least'), group: fieldId, count: count(formLimits.itemsMax) }),
] as const

export const condition: z.ZodType<Condition> = z.discriminatedUnion('is', conditions, {
  error: `No such condition. There are ${listWords(conditions.map(({ shape }) => shape.is))}.`,
})
