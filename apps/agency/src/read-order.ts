import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { z } from 'zod'
import { isOfficer, isOfficerText, isReference } from './officer-text.ts'

/** A member that is what `isIt` says; of anything else `code` is what an officer hears. */
export function member<T, C extends string>(isIt: (value: unknown) => value is T, code: C) {
  return z.custom<T>(isIt, code)
}

/** One of these words. */
export function wordOf<const W extends readonly string[]>(words: W, code: string) {
  return z.custom<W[number]>((value) => words.some((word) => word === value), code)
}

export const personRef = member(isReference, 'PERSON_UNKNOWN')
export const by = member(isOfficer, 'OFFICER_MISSING')

/** A line of up to so many characters, without the white space around it. */
export function officerLine(codePointsMax: number, code: string) {
  const isLine = (value: unknown): value is string => isOfficerText(value, codePointsMax)
  return member(isLine, code).transform((line) => line.trim())
}

/**
 * What an officer ordered, whole: nothing is guessed of an order that lacks a member, has one that is not its own, or is no object. The code
 * is that of the first member that is wrong, and `at` its name; ORDER_MALFORMED, which none of them is, for the form itself.
 */
export function readOrder<T, C extends string>(
  schema: z.ZodType<T>,
  order: unknown,
  codes: readonly C[],
): Verdict<T, C | 'ORDER_MALFORMED'> {
  const read = schema.safeParse(order)
  if (read.success) return ok(read.data)
  const [issue] = read.error.issues
  const code = codes.find((one) => one === issue?.message)
  const at = String(issue?.path[0] ?? (issue?.code === 'unrecognized_keys' ? issue.keys[0] : ''))
  // A name that is no word of ours is in no log.
  return no(code ?? 'ORDER_MALFORMED', /^[a-z][A-Za-z]{0,29}$/.test(at) ? { at } : {})
}
