import type { Condition } from './condition.ts'
import { isDay } from './fields/days.ts'

/** Every name that a condition asks about. */
export function listConditionNames(condition: Condition): readonly string[] {
  switch (condition.is) {
    case 'all':
    case 'any':
      return condition.of.flatMap(listConditionNames)
    case 'not':
      return listConditionNames(condition.of)
    case 'before':
    case 'after':
      return [condition.field, ...listDayNames(condition.day)]
    case 'age-at-least':
    case 'age-below':
      return [condition.field, ...listDayNames(condition.on ?? 'today')]
    case 'count-at-least':
      return [condition.group]
    default:
      return [condition.field]
  }
}

export function listDayNames(day: string): readonly string[] {
  return day === 'today' || isDay(day) || /^[0-9]/.test(day) ? [] : [day]
}
