import type { Calculation } from '../definition.ts'
import { type Checking, checkCondition, checkDay, checkOther, findVisible } from './check-condition.ts'
import type { CalculatedEntry, IndexEntry } from './definition-index.ts'
import { isDated, isJoinable, isNumeric } from './operands.ts'
import type { JsonPath, Problem } from './problem.ts'

/** A calculated value that is made of things that are there, of kinds that can be calculated with. */
export function checkCalculated(entry: CalculatedEntry, checking: Checking): Problem[] {
  const path = [...entry.path, 'value']
  const { value } = entry.calculated
  const look = (id: string, at: JsonPath) => lookFor(id, at, entry, checking)
  switch (value.is) {
    case 'count':
      return checkCount(value, entry, path, checking)
    case 'age':
    case 'fiscal-year-end-of-age': {
      const birth = look(value.birth, [...path, 'birth'])
      const isOdd = birth.entry !== undefined && !isDated(birth.entry, checking.index)
      const own = isOdd ? [oddKind([...path, 'birth'], 'This is no date.')] : birth.problems
      if (value.is !== 'age') return own
      const on = [...path, 'on']
      return [
        ...own,
        ...checkOther({ day: value.on, field: value.birth }, on),
        ...checkDay(value.on, on, look, checking),
      ]
    }
    case 'last-day':
      return checkDay(value.after, [...path, 'after'], look, checking)
    case 'fiscal-year-end':
    case 'month-end':
    case 'year-start':
      return checkDay(value.day, [...path, 'day'], look, checking)
    default:
      return value.of.flatMap((id, at) => {
        const found = look(id, [...path, 'of', at])
        if (found.problems.length > 0 || !found.entry) return found.problems
        return fits(value.is, found.entry, checking) ? [] : [oddKind([...path, 'of', at], `Not for a ${value.is}.`)]
      })
  }
}

type ListCalculation = Extract<Calculation, { readonly of: readonly string[] }>

function fits(is: ListCalculation['is'], entry: IndexEntry, { index }: Checking): boolean {
  if (is === 'sum') return isNumeric(entry, index)
  if (is === 'latest' || is === 'earliest') return isDated(entry, index)
  return is === 'join' ? isJoinable(entry, index) : entry.is !== 'group'
}

/** At the top a field of a group stands for all its items, but not for a single day; in an item only its own do. */
function lookFor(id: string, path: JsonPath, { group, at }: CalculatedEntry, checking: Checking) {
  const entry = checking.index.ids.get(id)
  const isSingle = ['birth', 'on', 'day', 'after'].includes(String(path.at(-1)))
  if (group === undefined && entry?.group !== undefined && !isSingle) return { entry, problems: [] }
  if (group !== undefined && entry?.group === group) return { entry, problems: [] }
  // Within an item, what stands at the top has to be there before the group begins.
  return findVisible(
    id,
    path,
    { at: group === undefined ? Number.POSITIVE_INFINITY : at, ...(group && { group }) },
    checking,
  )
}

type Count = Extract<Calculation, { readonly is: 'count' }>

function checkCount(value: Count, { group }: CalculatedEntry, path: JsonPath, checking: Checking): Problem[] {
  if (group !== undefined) return [oddKind(path, 'An item cannot count; count at the top.')]
  const counted = checking.index.ids.get(value.group)
  if (counted?.is !== 'group') {
    const reason = `There is no group “${value.group}”.`
    return [{ path: [...path, 'group'], code: 'DEFINITION_REFERENCE', reason, name: value.group }]
  }
  const standpoint = { at: Number.POSITIVE_INFINITY, group: value.group }
  return checkCondition(value.where, [...path, 'where'], standpoint, checking)
}

function oddKind(path: JsonPath, reason: string): Problem {
  return { path, code: 'DEFINITION_KIND', reason }
}
