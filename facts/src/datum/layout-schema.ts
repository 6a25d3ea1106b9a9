import { isCalendarDate } from '@madoguchi/kit'
import { z } from 'zod'
import type { Field, Layout } from '../edition/model.ts'

export const datumLimits = {
  records: 60,
  fields: 600,
  textChars: 300,
  yen: 1_000_000_000_000,
  count: 1_000_000_000,
} as const

const missing = z.strictObject({ missing: z.enum(['unset', 'not-covered']) })

/** Records of a layout that is not known here: no larger and no wilder than those of any. */
export const bareRecordsSchema = z
  .array(
    z.strictObject({
      key: z.string().regex(/^[A-Za-z0-9-]{1,20}$/),
      values: z
        .record(
          z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/),
          z.union([z.number(), z.boolean(), z.string().max(datumLimits.textChars).refine(isPlainText), missing]),
        )
        .refine((values) => Object.keys(values).length <= datumLimits.fields),
    }),
  )
  .min(1)
  .max(datumLimits.records)
  .refine(haveOwnKeys)

/** A strict object with every field of the layout: an unknown field and an absent one are both refused. */
export function makeRecordsSchema(layout: Layout) {
  const key =
    layout.recordKey === 'fiscal-year' ? z.string().regex(/^(19|20|21)[0-9]{2}$/) : z.string().regex(/^[1-9][0-9]?$/)
  const values = z.strictObject(Object.fromEntries(layout.fields.map((field) => [field.id, makeFieldSchema(field)])))
  return z.array(z.strictObject({ key, values })).min(1).max(datumLimits.records).refine(haveOwnKeys)
}

function haveOwnKeys(records: readonly { readonly key: string }[]): boolean {
  return new Set(records.map(({ key }) => key)).size === records.length
}

function makeFieldSchema(field: Field) {
  return z.union([makeValueSchema(field), missing])
}

function makeValueSchema(field: Field): z.ZodType<number | string | boolean> {
  switch (field.kind) {
    case 'yen':
      return z.int().min(-datumLimits.yen).max(datumLimits.yen)
    case 'integer':
      return z.int().min(0).max(datumLimits.count)
    case 'year':
      return z.int().min(1868).max(2200)
    case 'boolean':
      return z.boolean()
    case 'date':
      return z.string().max(10).refine(isCalendarDate)
    case 'month':
      return z.string().regex(/^(18|19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$/)
    case 'code':
      return z.string().refine((value) => Object.hasOwn(field.codes, value))
    case 'text':
      return z.string().min(1).max(datumLimits.textChars).refine(isPlainText)
  }
}

/** No control characters, no lone surrogates, no marks that turn the reading direction around. */
function isPlainText(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text)
}
