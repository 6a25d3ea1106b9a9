import type { Value } from '../answers.ts'
import type { Field } from '../field.ts'
import { holdsMyNumber } from '../my-number.ts'

/** Whether any text within a value could be a My Number; a telephone number with its plus sign could not. */
export function holdsMyNumberDeep(field: Field, value: Value): boolean {
  if (field.kind === 'phone' && typeof value === 'string' && value.startsWith('+')) return false
  const texts = typeof value === 'object' ? Object.values(value).flat() : [value]
  return texts.some((text) => holdsMyNumber(String(text)))
}
