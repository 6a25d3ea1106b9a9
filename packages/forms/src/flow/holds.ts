import type { Value } from '../answers.ts'
import type { Condition } from '../condition.ts'
import { firstDay } from '../fields/days.ts'
import { findDay, findValue } from './calculation.ts'
import type { Scope } from './scope.ts'

/** Whether a condition holds; no condition always does. */
export function holds(condition: Condition | undefined, scope: Scope): boolean {
  if (condition === undefined) return true
  switch (condition.is) {
    case 'all':
      return condition.of.every((part) => holds(part, scope))
    case 'any':
      return condition.of.some((part) => holds(part, scope))
    case 'not':
      return !holds(condition.of, scope)
    case 'equals':
      return isOne(findValue(scope, condition.field), [condition.value])
    case 'one-of':
      return isOne(findValue(scope, condition.field), condition.values)
    case 'answered':
      return findValue(scope, condition.field) !== undefined
    case 'before':
    case 'after':
      return isOnThatSide(condition, scope)
    case 'at-least': {
      const value = findValue(scope, condition.field)
      return typeof value === 'number' && value >= condition.number
    }
    case 'count-at-least':
      return (scope.groups.get(condition.group)?.length ?? 0) >= condition.count
  }
}

/** Of several chosen options one is enough. */
function isOne(value: Value | undefined, wanted: readonly (string | number | boolean)[]): boolean {
  if (value === undefined) return false
  if (typeof value !== 'object') return wanted.includes(value)
  if ('choice' in value) return wanted.includes(value.choice)
  return 'choices' in value && value.choices.some((choice) => wanted.includes(choice))
}

type DayCondition = Extract<Condition, { readonly is: 'before' | 'after' }>

function isOnThatSide({ is, field, day }: DayCondition, scope: Scope): boolean {
  const [value, limit] = [findValue(scope, field), findDay(scope, day)]
  if (typeof value !== 'string' || limit === undefined) return false
  const [asked, edge] = [firstDay(value), firstDay(limit)]
  return is === 'before' ? asked < edge : asked > edge
}
