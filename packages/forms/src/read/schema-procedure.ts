import { z } from 'zod'
import { type CategoryId, categories, type LifeSituationId, lifeSituations } from '../categories.ts'
import type { Calculated, Procedure } from '../definition.ts'
import { formLimits } from '../limits.ts'
import { condition } from './schema-condition.ts'
import { field, fileKinds } from './schema-field.ts'
import { count, date, day, fieldId, label, listWords, passage, sentence, wordId, words } from './schema-words.ts'

const textName = z.string().regex(/^[a-z][A-Za-z0-9-]{0,59}$/)
const refs = z.array(fieldId).min(1).max(50)
const calculations = [
  z.strictObject({ is: z.literal('sum'), of: refs }),
  z.strictObject({ is: z.literal('count'), group: fieldId, where: condition.exactOptional() }),
  z.strictObject({ is: z.literal('age'), birth: fieldId, on: day }),
  z.strictObject({ is: z.enum(['latest', 'earliest']), of: refs }),
  z.strictObject({ is: z.literal('first'), of: refs }),
  z.strictObject({ is: z.literal('join'), of: refs, between: z.string().max(20) }),
] as const
const calculated: z.ZodType<Calculated> = z.strictObject({
  id: fieldId,
  label,
  value: z.discriminatedUnion('is', calculations, {
    error: `No such calculation. There are ${listWords(calculations.map(({ shape }) => shape.is))}.`,
  }),
})
const calculatedList = z.array(calculated).max(100).exactOptional()

const pageBase = { id: wordId, title: label, lead: passage.exactOptional(), when: condition.exactOptional() }
const fields = z.array(field).min(1).max(formLimits.fieldsOnPageMax)
const page = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...pageBase, kind: z.literal('fields'), fields }),
    z.strictObject({
      ...pageBase,
      kind: z.literal('group'),
      group: z.strictObject({
        id: fieldId,
        itemTitle: label,
        countMin: count(formLimits.itemsMax),
        countMax: z.number().int().min(1).max(formLimits.itemsMax),
        fields,
        calculated: calculatedList,
      }),
    }),
    z.strictObject({ ...pageBase, kind: z.literal('stop'), text: passage }),
  ],
  { error: 'No such kind of page.' },
)

const attachment = z.strictObject({
  id: wordId,
  title: label,
  why: sentence,
  accept: fileKinds,
  countMax: z.number().int().min(1).max(30).exactOptional(),
  isOptional: z.boolean().exactOptional(),
  when: condition.exactOptional(),
})

export const procedureSchema: z.ZodType<Procedure> = z.strictObject({
  format: z.literal('madoguchi-procedure/1'),
  id: wordId,
  version: date,
  title: label,
  titleKana: z
    .string()
    .max(200)
    .regex(/^[ぁ-ゖー・、 \u3000]+$/, 'Must be hiragana.'),
  category: z.enum(Object.keys(categories) as [CategoryId, ...CategoryId[]]),
  lifeSituations: z.array(z.enum(Object.keys(lifeSituations) as [LifeSituationId, ...LifeSituationId[]])).max(10),
  keywords: z.array(words(40)).max(50),
  summary: sentence,
  forWhom: sentence,
  basis: sentence.exactOptional(),
  deadline: z.strictObject({
    text: sentence,
    rule: z
      .strictObject({ count: count(1000), unit: z.enum(['day', 'month', 'year']), after: fieldId })
      .exactOptional(),
  }),
  needed: z
    .array(z.strictObject({ text: sentence, note: sentence.exactOptional(), when: condition.exactOptional() }))
    .max(40),
  ways: z
    .array(z.enum(['online', 'print', 'visit']))
    .min(1)
    .max(3),
  signers: z
    .array(
      z.strictObject({
        who: label,
        how: z.enum(['by-hand', 'by-card']),
        note: sentence.exactOptional(),
        when: condition.exactOptional(),
      }),
    )
    .max(10),
  pages: z.array(page).min(1).max(formLimits.pagesMax),
  calculated: calculatedList,
  attachments: z.array(attachment).max(40).exactOptional(),
  template: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*\.typ$/, 'Must be the name of a .typ file in the same folder.'),
  texts: z.record(textName, passage).exactOptional(),
})
