import { plainDate } from '@madoguchi/kit'
import type { Value } from '../answers.ts'
import type { Condition, Day } from '../condition.ts'
import type { Calculation } from '../definition.ts'
import { firstDay, isDay, lastDay } from '../fields/days.ts'
import { countAge, fiscalYearEnd, fiscalYearEndOfAge, isOfAge } from './ages.ts'
import type { Scope } from './scope.ts'
import { addSpan, monthEnd, yearStart } from './spans.ts'

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
    case 'less-than': {
      const value = findValue(scope, condition.field)
      return typeof value === 'number' && value < condition.number
    }
    case 'age-at-least':
    case 'age-below': {
      const [birth, on] = [findValue(scope, condition.field), findDay(scope, condition.on ?? 'today')]
      if (typeof birth !== 'string' || on === undefined) return false
      return isOfAge(birth, condition.age, firstDay(on)) === (condition.is === 'age-at-least')
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
  const asked = plainDate(value)
  return is === 'before' ? lastDay(asked) < firstDay(limit) : firstDay(asked) > lastDay(limit)
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
    case 'age': {
      const [birth, on] = [findDay(scope, calculation.birth), findDay(scope, calculation.on)]
      return birth === undefined || on === undefined ? undefined : countAge(birth, { on, by: calculation.by })
    }
    case 'fiscal-year-end': {
      const day = findDay(scope, calculation.day)
      return day === undefined || !isDay(day) ? undefined : fiscalYearEnd(day)
    }
    case 'last-day': {
      const day = findDay(scope, calculation.after)
      return day === undefined || !isDay(day) ? undefined : addSpan(day, calculation)
    }
    case 'month-end': {
      const day = findDay(scope, calculation.day)
      return day === undefined || !isDay(day) ? undefined : monthEnd(day)
    }
    case 'year-start': {
      const day = findDay(scope, calculation.day)
      return day === undefined || !isDay(day) ? undefined : yearStart(day, calculation.begins)
    }
    case 'fiscal-year-end-of-age': {
      const birth = findDay(scope, calculation.birth)
      return birth === undefined ? undefined : fiscalYearEndOfAge(birth, calculation.age)
    }
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
