import { isCalendarDate, plainDate } from '@madoguchi/kit'
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
      const [birth, on] = [findDays(scope, condition.field), findDays(scope, condition.on ?? 'today')]
      if (birth === undefined || on === undefined) return false
      // Of an age by the first day it may be, though born on the last: surely so; and the other way round.
      if (condition.is === 'age-at-least') return isOfAge(birth.last, condition.age, on.first) === true
      return isOfAge(birth.first, condition.age, on.last) === false
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
  const [asked, limit] = [findDays(scope, field), findDays(scope, day)]
  if (asked === undefined || limit === undefined) return false
  return is === 'before' ? asked.last < limit.first : asked.first > limit.last
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
    case 'fiscal-year-end':
    case 'last-day':
    case 'month-end':
    case 'year-start':
    case 'fiscal-year-end-of-age': {
      // An unknown part leaves it out only where it could make another day of it.
      const days = computeDays(calculation, scope)
      return days === undefined || days.first !== days.last ? undefined : days.first
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

/** The first and the last day that something may be: the same twice where it is known. */
type Days = { readonly first: string; readonly last: string }

/** Of a day in a definition: of an answer whose day is not known the first and the last of its month, and what is calculated from them. */
function findDays(scope: Scope, day: Day): Days | undefined {
  const calculated = findCalculated(scope, day)
  if (calculated !== undefined) return computeDays(calculated.value, calculated.scope)
  const date = findDay(scope, day)
  return date === undefined ? undefined : spread(date)
}

/** Nothing of what is no date, as in a draft that was changed. */
function spread(date: string): Days | undefined {
  if (!isCalendarDate(date)) return undefined
  const last = lastDay(date)
  // A month of 30 days has no 31st: its own last day is meant.
  return { first: firstDay(date), last: isDay(last) ? last : monthEnd(firstDay(date)) }
}

/** The calculation that a name stands for, and among which answers: nothing for what somebody answered. */
function findCalculated(scope: Scope, id: string): { readonly value: Calculation; readonly scope: Scope } | undefined {
  if (scope.values.has(id)) return undefined
  const found = scope.calculated.get(id)
  if (found !== undefined) return { value: found.value, scope }
  return scope.parent && findCalculated(scope.parent, id)
}

/** Each of these days is the later, the later the day is that it is made of: so the first and the last give the first and the last. */
function computeDays(calculation: Calculation, scope: Scope): Days | undefined {
  const by = (day: Day, make: (day: string) => string | undefined): Days | undefined => {
    const days = findDays(scope, day)
    const [first, last] = days === undefined ? [] : [make(days.first), make(days.last)]
    return first === undefined || last === undefined ? undefined : { first, last }
  }
  switch (calculation.is) {
    case 'fiscal-year-end':
      return by(calculation.day, fiscalYearEnd)
    case 'last-day':
      return by(calculation.after, (day) => addSpan(day, calculation))
    case 'month-end':
      return by(calculation.day, monthEnd)
    case 'year-start':
      return by(calculation.day, (day) => yearStart(day, calculation.begins))
    case 'fiscal-year-end-of-age':
      return by(calculation.birth, (day) => fiscalYearEndOfAge(day, calculation.age))
    default: {
      const value = compute(calculation, scope)
      return typeof value === 'string' ? spread(plainDate(value)) : undefined
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
