import type { Condition } from '../condition.ts'
import type { Calculation } from '../definition.ts'
import { isDay } from '../fields/days.ts'

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

/** Every name that a calculation is made of. */
export function listCalculationNames(calculation: Calculation): readonly string[] {
  switch (calculation.is) {
    case 'count':
      return [calculation.group, ...(calculation.where ? listConditionNames(calculation.where) : [])]
    case 'age':
      return [calculation.birth, ...listDayNames(calculation.on)]
    case 'last-day':
      return listDayNames(calculation.after)
    case 'fiscal-year-end':
    case 'month-end':
    case 'year-start':
      return listDayNames(calculation.day)
    case 'fiscal-year-end-of-age':
      return [calculation.birth]
    default:
      return calculation.of
  }
}

export function listDayNames(day: string): readonly string[] {
  return day === 'today' || isDay(day) || /^[0-9]/.test(day) ? [] : [day]
}
