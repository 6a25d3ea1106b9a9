import { z } from 'zod'
import { type CategoryId, categories, type LifeSituationId, lifeSituations } from '../categories.ts'
import type { Condition } from '../condition.ts'
import type { Attachment, Calculated, Needed, Procedure } from '../definition.ts'
import type { Option } from '../field.ts'
import { formLimits } from '../limits.ts'
import { asExpanded } from './as-expanded.ts'
import { condition } from './schema-condition.ts'
import { field, fileKinds, sharedOptions } from './schema-field.ts'
import { count, date, day, fieldId, label, listWords, passage, sentence, wordId, words } from './schema-words.ts'

const textName = z.string().regex(/^[a-z][A-Za-z0-9-]{0,59}$/)
const refs = z.array(fieldId).min(1).max(50)
const span = { count: count(1000), unit: z.enum(['day', 'month', 'year']) }
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$/, 'Must be a day of every year: 03-02.')
const calculations = [
  z.strictObject({ is: z.literal('sum'), of: refs }),
  z.strictObject({ is: z.literal('count'), group: fieldId, where: condition.exactOptional() }),
  z.strictObject({
    is: z.literal('age'),
    birth: fieldId,
    on: day,
    by: z.enum(['birthday', 'law']).exactOptional(),
  }),
  z.strictObject({ is: z.literal('fiscal-year-end'), day }),
  z.strictObject({
    is: z.literal('fiscal-year-end-of-age'),
    birth: fieldId,
    age: z.number().int().min(1).max(130),
  }),
  z.strictObject({ is: z.literal('last-day'), after: day, ...span }),
  z.strictObject({ is: z.literal('month-end'), day }),
  z.strictObject({ is: z.literal('year-start'), day, begins: monthDay }),
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

const broken = { id: wordId, when: condition, text: sentence }
const rules = z
  .array(z.strictObject({ ...broken, field: fieldId }))
  .max(40)
  .exactOptional()
const pen = z
  .array(
    z.strictObject({
      id: fieldId,
      label,
      boxes: z.number().int().min(1).max(20).exactOptional(),
      note: sentence.exactOptional(),
      when: condition.exactOptional(),
    }),
  )
  .max(20)
  .exactOptional()

const pageBase = { id: wordId, title: label, lead: passage.exactOptional(), when: condition.exactOptional() }
const fields = z.array(field).min(1).max(formLimits.fieldsOnPageMax)
const page = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...pageBase, kind: z.literal('fields'), fields, rules }),
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
        pen,
        rules,
      }),
      rules: z.array(z.strictObject(broken)).max(40).exactOptional(),
    }),
    z.strictObject({ ...pageBase, kind: z.literal('stop'), text: passage }),
  ],
  { error: 'No such kind of page.' },
)

const attachment = {
  id: wordId,
  title: label,
  why: sentence,
  accept: fileKinds,
  countMax: z.number().int().min(1).max(30).exactOptional(),
  isOptional: z.boolean().exactOptional(),
}
const needed = { text: sentence, note: sentence.exactOptional() }
const sometimes = { when: condition.exactOptional(), whenText: label.exactOptional() }

/** Each of `when` and the same in words where the other is. */
function bothOrNone(value: { readonly when?: unknown; readonly whenText?: unknown }, context: z.RefinementCtx): void {
  if ((value.when === undefined) === (value.whenText === undefined)) return
  const missing = value.when === undefined ? 'when' : 'whenText'
  context.addIssue({ code: 'custom', path: [missing], message: 'Is missing.' })
}
const dependencies = { when: ['whenText'], whenText: ['when'] }
// That a `when` comes with its words is checked above, where the compiler does not see it.
const neededList = asExpanded<readonly Needed[]>(
  z
    .array(
      z
        .strictObject({ ...needed, ...sometimes })
        .superRefine(bothOrNone)
        .meta({ dependencies }),
    )
    .max(40),
)
const attachmentList = asExpanded<readonly Attachment[]>(
  z
    .array(
      z
        .strictObject({ ...attachment, ...sometimes })
        .superRefine(bothOrNone)
        .meta({ dependencies }),
    )
    .max(40),
)
const party = z.strictObject({
  name: fieldId,
  kana: fieldId.exactOptional(),
  birthDate: fieldId.exactOptional(),
  address: fieldId.exactOptional(),
})
const filer = z.strictObject({
  is: z.enum(['subject', 'household', 'family', 'guardian', 'agent', 'business']),
  who: label,
  note: sentence.exactOptional(),
  when: condition.exactOptional(),
})
const completion = z.discriminatedUnion(
  'online',
  [
    z.strictObject({ online: z.literal('whole') }),
    z.strictObject({ online: z.enum(['part', 'none']), why: sentence, left: sentence }),
  ],
  { error: 'No such completion. There are whole, part, none.' },
)

/** A definition's file: a procedure, and what it says once for several places. */
export type ProcedureFile = Procedure & {
  readonly $schema?: string
  readonly shared?: {
    readonly options?: Readonly<Record<string, readonly Option[]>>
    readonly conditions?: Readonly<Record<string, Condition>>
  }
}

export const procedureSchema: z.ZodType<ProcedureFile> = z.strictObject({
  $schema: z.string().max(200).exactOptional(),
  shared: z
    .strictObject({
      options: sharedOptions.exactOptional(),
      conditions: z.record(wordId, condition).exactOptional(),
    })
    .exactOptional(),
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
    rule: z.strictObject({ ...span, after: fieldId }).exactOptional(),
  }),
  needed: neededList,
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
  subject: party,
  applicant: party.exactOptional(),
  filers: z.array(filer).min(1).max(10),
  completion,
  pages: z.array(page).min(1).max(formLimits.pagesMax),
  calculated: calculatedList,
  pen,
  attachments: z.exactOptional(attachmentList),
  template: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*\.typ$/, 'Must be the name of a .typ file in the same folder.'),
  texts: z.record(textName, passage).exactOptional(),
})
