import type { Field, FieldOf } from '../field.ts'
import { isDay } from '../fields/days.ts'
import { relationshipOptions } from '../fields/relationship.ts'
import type { DefinitionIndex, IndexEntry } from './definition-index.ts'
import type { JsonPath, Problem } from './problem.ts'

/** Whether a value can be what a condition compares it with, so that no condition is never true by a slip of the pen. */
export function checkOperand(
  entry: Exclude<IndexEntry, { is: 'group' }>,
  wanted: readonly (string | number | boolean)[],
  path: JsonPath,
): Problem[] {
  if (entry.is === 'calculated') return []
  const reason = findOddOperand(entry.field, wanted)
  return reason === undefined ? [] : [{ path, code: 'DEFINITION_KIND', reason }]
}

function findOddOperand(field: Field, wanted: readonly (string | number | boolean)[]): string | undefined {
  const has = (isRight: (value: string | number | boolean) => boolean) => wanted.every(isRight)
  switch (field.kind) {
    case 'choice':
    case 'choices':
    case 'relationship': {
      const options = field.kind === 'relationship' ? relationshipOptions(field) : field.options
      const ids = new Set<unknown>(options.map(({ id }) => id))
      return has((value) => ids.has(value)) ? undefined : `“${field.id}” has no such option.`
    }
    case 'yes-no':
    case 'consent':
    case 'confirm':
      return has((value) => typeof value === 'boolean') ? undefined : `“${field.id}” is true or false.`
    case 'money':
    case 'number':
      return has((value) => typeof value === 'number') ? undefined : `“${field.id}” is a number.`
    case 'date':
      return has((value) => typeof value === 'string' && isDay(value)) ? undefined : `“${field.id}” is a day.`
    case 'digits':
      return has((value) => isOfLength(value, field)) ? undefined : `“${field.id}” is never such a number.`
    case 'time':
      return has((value) => typeof value === 'string' && /^[0-2][0-9]:[0-5][0-9]$/.test(value))
        ? undefined
        : `“${field.id}” is a time of day.`
    case 'account':
    case 'file':
      return `“${field.id}” can only be asked whether it is answered.`
    default:
      return has((value) => typeof value === 'string') ? undefined : `“${field.id}” is a text.`
  }
}

function isOfLength(value: unknown, { length, lengthMin = length }: FieldOf<'digits'>): boolean {
  return typeof value === 'string' && /^[0-9]+$/.test(value) && value.length >= lengthMin && value.length <= length
}

const texts = new Set(['name', 'kana', 'address', 'postal-code', 'phone', 'email', 'text', 'digits', 'time'])

export function isNumeric(entry: IndexEntry, index: DefinitionIndex): boolean {
  return typeOf(entry, index) === 'number'
}

export function isDated(entry: IndexEntry, index: DefinitionIndex): boolean {
  return typeOf(entry, index) === 'date'
}

export function isWords(entry: IndexEntry, index: DefinitionIndex): boolean {
  return typeOf(entry, index) === 'text'
}

/** Texts, numbers and days can stand in a row of words. */
export function isJoinable(entry: IndexEntry, index: DefinitionIndex): boolean {
  return typeOf(entry, index) !== 'other'
}

/** Of a calculated `first` that of the first it may be; what depends on itself was refused before. */
function typeOf(entry: IndexEntry, index: DefinitionIndex, depth = 0): 'number' | 'date' | 'text' | 'other' {
  if (entry.is === 'group' || depth > 100) return 'other'
  if (entry.is === 'field') {
    const { kind } = entry.field
    if (kind === 'money' || kind === 'number') return 'number'
    return kind === 'date' ? 'date' : texts.has(kind) ? 'text' : 'other'
  }
  const { value } = entry.calculated
  if (value.is === 'sum' || value.is === 'count' || value.is === 'age') return 'number'
  if (value.is === 'join') return 'text'
  if (value.is !== 'first') return 'date'
  const first = index.ids.get(value.of[0] ?? '')
  return first === undefined ? 'other' : typeOf(first, index, depth + 1)
}
