import { isCalendarDate } from '@madoguchi/kit'
import { z } from 'zod'
import { isDay } from '../fields/days.ts'

/** The kinds of words that a definition is made of. */

export function words(lengthMax: number) {
  return z
    .string()
    .max(lengthMax)
    .refine((text) => text.trim() !== '', 'Must not be empty.')
}
export const label = words(120).meta({ id: 'label' })
export const sentence = words(600).meta({ id: 'sentence' })
export const passage = words(4000).meta({ id: 'passage' })

/** Ids of fields, groups and calculated values. Names that every object of JavaScript has are not among them. */
export const fieldId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'Must be camelCase of 40 characters at most.')
  .refine((id) => !(id in Object.prototype) && id !== 'shown' && id !== 'today', 'This name is taken.')
  .meta({ id: 'field-id' })
export const wordId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Must be kebab-case.')
  .max(60)
  .meta({ id: 'word-id' })
export const date = z.string().refine((text) => isCalendarDate(text) && isDay(text), 'Must be a day: YYYY-MM-DD.')
/** A day, `today` or the id of a field: which of them, and whether it is there, is looked at later. */
export const day = z
  .string()
  .regex(/^([0-9]{4}-[0-9]{2}-[0-9]{2}|[a-z][A-Za-z0-9]{0,39})$/, 'Must be a day, today or a field.')
  .meta({ id: 'day' })
export function count(max: number) {
  return z.number().int().min(0).max(max)
}
export const amount = z.number().min(-99_999_999_999).max(99_999_999_999)

/** The words that a key may have, as a refusal lists them. */
export function listWords(keys: readonly (z.ZodLiteral<string> | z.ZodEnum)[]): string {
  return keys.flatMap((key) => (key instanceof z.ZodLiteral ? [...key.values] : key.options)).join(', ')
}
