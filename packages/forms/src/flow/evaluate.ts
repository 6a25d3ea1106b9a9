import { plainDate } from '@madoguchi/kit'
import type { Value } from '../answers.ts'
import type { Condition, Day } from '../condition.ts'
import type { Calculation } from '../definition.ts'
import { firstDay, isDay } from '../fields/days.ts'
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
  if (typeof value === 'string') return wanted.includes(value) || wanted.includes(plainDate(value))
  if (typeof value !== 'object') return wanted.includes(value)
  if ('choice' in value) return wanted.includes(value.choice)
  return 'choices' in value && value.choices.some((choice) => wanted.includes(choice))
}

type DayCondition = Extract<Condition, { readonly is: 'before' | 'after' }>

function isOnThatSide({ is, field, day }: DayCondition, scope: Scope): boolean {
  const [value, limit] = [findValue(scope, field), findDay(scope, day)]
  if (typeof value !== 'string' || limit === undefined) return false
  const [asked, edge] = [firstDay(plainDate(value)), firstDay(limit)]
  return is === 'before' ? asked < edge : asked > edge
}

/** The value of a field or a calculated value, the nearest first; nothing if it is hidden or not answered. */
export function findValue(scope: Scope, id: string): Value | undefined {
  const own = scope.values.get(id)
  if (own !== undefined) return own
  const calculated = scope.calculated.get(id)
  if (calculated === undefined) return scope.parent && findValue(scope.parent, id)
  if (!scope.computed.has(id)) scope.computed.set(id, compute(calculated.value, scope))
  return scope.computed.get(id)
}

/** Of a field of a group the values of all items, in their order; of any other the one it has. */
function listValues(scope: Scope, id: string): readonly Value[] {
  const one = findValue(scope, id)
  if (one !== undefined) return [one]
  const items = [...scope.groups.values()].flat()
  const all = items.flatMap((item) => (hasOwn(item, id) ? [findValue(item, id)] : []))
  return all.filter((value) => value !== undefined)
}

function hasOwn(item: Scope, id: string): boolean {
  return item.values.has(id) || item.calculated.has(id)
}

function compute(calculation: Calculation, scope: Scope): Value | undefined {
  switch (calculation.is) {
    case 'count':
      return (scope.groups.get(calculation.group) ?? []).filter((item) => holds(calculation.where, item)).length
    case 'age':
      return countYears(findValue(scope, calculation.birth), findDay(scope, calculation.on))
    case 'sum': {
      const amounts = listAll(scope, calculation.of).filter((value) => typeof value === 'number')
      const total = amounts.reduce((sum, amount) => sum + amount, 0)
      // Fields have three decimals at most: what comes after is the dust of binary fractions.
      return Number.isInteger(total) ? total : Math.round(total * 1000) / 1000
    }
    case 'latest':
      return listAll(scope, calculation.of).filter(isText).sort().at(-1)
    case 'earliest':
      return listAll(scope, calculation.of).filter(isText).sort().at(0)
    case 'first':
      return listAll(scope, calculation.of).at(0)
    case 'join': {
      const texts = listAll(scope, calculation.of).filter((value) => isText(value) || typeof value === 'number')
      return texts.length === 0 ? undefined : texts.join(calculation.between)
    }
  }
}

function listAll(scope: Scope, ids: readonly string[]): readonly Value[] {
  return ids.flatMap((id) => listValues(scope, id))
}

function isText(value: Value): value is string {
  return typeof value === 'string'
}

/** `today`, a day, or the answer to a date field: the date alone, whichever calendar it was written in. */
export function findDay(scope: Scope, day: Day): string | undefined {
  if (day === 'today') return scope.today
  if (isDay(day)) return day
  const value = findValue(scope, day)
  return typeof value === 'string' ? plainDate(value) : undefined
}

/**
 * Whole years on a day, counted by birthdays. (By 年齢計算ニ関スル法律 the year is full when the eve of the birthday
 * ends; a procedure that means the eve names it.) Somebody of 29 February is a year older on 1 March.
 */
function countYears(value: Value | undefined, on: string | undefined): number | undefined {
  const birth = typeof value === 'string' ? plainDate(value) : undefined
  if (birth === undefined || on === undefined || birth.includes('-00') || birth > on) return undefined
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}
