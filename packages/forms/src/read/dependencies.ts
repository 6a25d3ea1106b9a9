import { listConditionNames, listDayNames } from '../condition-names.ts'
import type { Calculation } from '../definition.ts'

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
