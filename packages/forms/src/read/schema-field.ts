import { z } from 'zod'
import type { Field, Option } from '../field.ts'
import { formLimits } from '../limits.ts'
import { type RelationshipCode, relationships } from '../relationships.ts'
import { asExpanded } from './as-expanded.ts'
import { condition } from './schema-condition.ts'
import { amount, count, day, fieldId, label, listWords, passage, sentence, wordId, words } from './schema-words.ts'

const fill = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('card'),
    attribute: z.enum(['name', 'address', 'birthDate', 'sex']),
    when: condition.exactOptional(),
  }),
  z.strictObject({
    from: z.literal('answer'),
    informationType: wordId,
    item: z.string().regex(/^[a-zA-Z0-9]{1,40}(\+[a-zA-Z0-9]{1,40}){0,4}$/, 'Must be names of items, joined by +.'),
    options: z.record(words(40), wordId).exactOptional(),
    until: words(40).exactOptional(),
    when: condition.exactOptional(),
  }),
])

const base = {
  id: fieldId,
  label,
  hint: sentence.exactOptional(),
  example: label.exactOptional(),
  errorHint: sentence.exactOptional(),
  isOptional: z.boolean().exactOptional(),
  isOwn: z.union([z.boolean(), condition]).exactOptional(),
  isOnPaper: z.boolean().exactOptional(),
  when: condition.exactOptional(),
  fill: fill.exactOptional(),
}

const option = z.strictObject({
  id: wordId,
  label,
  hint: sentence.exactOptional(),
  takesWords: z.boolean().exactOptional(),
})
const optionList = z.array(option).min(1).max(formLimits.optionsMax).meta({ id: 'options' })
/** Written out, or the name of a list under `shared`, which the reader puts in its place. */
const options = asExpanded<readonly Option[]>(z.union([wordId, optionList]))
export const sharedOptions = z.record(wordId, optionList)
const timeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'Must be a time of day: 09:30.')
const relationshipCode = z.enum(Object.keys(relationships) as [RelationshipCode, ...RelationshipCode[]])
export const fileKinds = z
  .array(z.enum(['pdf', 'jpeg', 'png']))
  .min(1)
  .max(3)
const graphemesMax = z.number().int().min(1).max(200).exactOptional()

const kinds = [
  z.strictObject({ ...base, kind: z.literal('name'), graphemesMax }),
  z.strictObject({ ...base, kind: z.literal('kana'), graphemesMax }),
  z.strictObject({ ...base, kind: z.literal('address'), graphemesMax }),
  z.strictObject({ ...base, kind: z.literal('postal-code') }),
  z.strictObject({
    ...base,
    kind: z.literal('date'),
    calendar: z.enum(['era', 'western']).exactOptional(),
    isRecent: z.boolean().exactOptional(),
    unknown: z.enum(['day', 'month']).exactOptional(),
    from: day.exactOptional(),
    until: day.exactOptional(),
  }),
  z.strictObject({ ...base, kind: z.literal('phone'), none: label.exactOptional() }),
  z.strictObject({ ...base, kind: z.literal('email') }),
  z.strictObject({ ...base, kind: z.literal('account'), holder: fieldId.exactOptional() }),
  z.strictObject({
    ...base,
    kind: z.literal('relationship'),
    only: z.array(relationshipCode).min(1).max(40).exactOptional(),
  }),
  z.strictObject({ ...base, kind: z.literal('choice'), options }),
  z.strictObject({
    ...base,
    kind: z.literal('choices'),
    options,
    countMin: count(formLimits.optionsMax).exactOptional(),
    countMax: count(formLimits.optionsMax).exactOptional(),
  }),
  z.strictObject({ ...base, kind: z.literal('yes-no'), yes: label.exactOptional(), no: label.exactOptional() }),
  z.strictObject({ ...base, kind: z.literal('money'), min: amount.exactOptional(), max: amount.exactOptional() }),
  z.strictObject({
    ...base,
    kind: z.literal('number'),
    min: amount.exactOptional(),
    max: amount.exactOptional(),
    decimals: count(3).exactOptional(),
    unit: words(10).exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('text'),
    graphemesMax: z.number().int().min(1).max(2000).exactOptional(),
    isLong: z.boolean().exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('digits'),
    length: z.number().int().min(1).max(20),
    lengthMin: z.number().int().min(1).max(20).exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('time'),
    from: timeOfDay.exactOptional(),
    until: timeOfDay.exactOptional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('file'),
    accept: fileKinds,
    countMax: z.number().int().min(1).max(30).exactOptional(),
  }),
  z.strictObject({ ...base, kind: z.literal('consent'), statement: passage }),
  z.strictObject({ ...base, kind: z.literal('confirm'), statement: passage }),
] as const

export const field: z.ZodType<Field> = z
  .discriminatedUnion('kind', kinds, {
    error: `No such kind of field. There are ${listWords(kinds.map(({ shape }) => shape.kind))}, and none for a My Number.`,
  })
  .meta({ id: 'field' })
