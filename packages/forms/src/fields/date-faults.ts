import type { Era } from '@madoguchi/kit'
import type { Fault } from './field-kind.ts'

/** What stands in the boxes: digits, '' for nothing, '00' for what is said to be unknown, undefined for what is no number. */
export type TypedDate = {
  readonly era: string
  readonly unknown: string
  readonly year: string | undefined
  readonly month: string | undefined
  readonly day: string | undefined
}
export type DateParts = { readonly year: number; readonly month: number; readonly day: number }

/** In which calendar it is written, and what the field allows to be unknown. */
type DateRule = { readonly era: Era | undefined; readonly allowed: 'day' | 'month' | undefined }

/** The first year of the Christian era that is taken: 明治元年. The last one is far enough for any deadline. */
const westernYears = { min: 1868, max: 2200 } as const
/** An era that goes on has no last year; what has three digits is a year of the Christian era, or a slip. */
const openEraYearMax = 99

/** All that is wrong with the boxes of a date, each fault at its own box and none said twice. */
export function listDateFaults(typed: TypedDate, rule: DateRule): readonly Fault[] {
  return [...checkEra(typed, rule), ...checkYear(typed, rule), ...checkMonth(typed, rule), ...checkDay(typed, rule)]
}

function checkEra({ era: id, year }: TypedDate, { era }: DateRule): readonly Fault[] {
  if (era === undefined && id !== '' && id !== 'western') return [{ code: 'DATE_INVALID', facts: { part: 'era' } }]
  // A two-digit year without an era is nobody's year; where no era was chosen, that is what is missing.
  const isYearOfEra = Number(year) >= 1 && Number(year) < 100
  return id === '' && isYearOfEra ? [{ code: 'DATE_INCOMPLETE', facts: { part: 'era' } }] : []
}

function checkYear({ era: id, year: text }: TypedDate, { era }: DateRule): readonly Fault[] {
  const part = 'year'
  if (text === undefined) return [{ code: 'DATE_NOT_DIGITS', facts: { part } }]
  if (text === '') return [{ code: 'DATE_INCOMPLETE', facts: { part } }]
  const year = Number(text)
  if (era === undefined) {
    const isSaidAtEra = id !== 'western' && (id !== '' || (year >= 1 && year < 100))
    if (isSaidAtEra) return []
    const { min, max } = westernYears
    if (year < min) return [{ code: 'DATE_YEAR_TOO_SMALL', facts: { part, era: 'western', min } }]
    return year > max ? [{ code: 'DATE_YEAR_TOO_LARGE', facts: { part, era: 'western', max } }] : []
  }
  const [min, max] = [yearOf(era, era.from), Math.min(yearOf(era, era.until), lastYear(era))]
  if (year < min) return [{ code: 'DATE_YEAR_TOO_SMALL', facts: { part, era: era.id, min } }]
  if (year <= max) return []
  const isOver = yearOf(era, era.until) === max
  return [{ code: 'DATE_YEAR_TOO_LARGE', facts: { part, era: era.id, ...(isOver && { max }) } }]
}

function yearOf({ offset }: Era, date: string): number {
  return Number(date.slice(0, 4)) - offset
}

function lastYear({ until }: Era): number {
  return until.startsWith('9999') ? openEraYearMax : Number.POSITIVE_INFINITY
}

function checkMonth({ month, unknown }: TypedDate, { allowed }: DateRule): readonly Fault[] {
  const part = 'month'
  if (unknown === 'month') return allowed === 'month' ? [] : [{ code: 'DATE_UNKNOWN_NOT_ALLOWED', facts: { part } }]
  if (month === undefined) return [{ code: 'DATE_NOT_DIGITS', facts: { part } }]
  if (month === '') return [{ code: 'DATE_INCOMPLETE', facts: { part } }]
  const isMonth = Number(month) >= 1 && Number(month) <= 12
  return isMonth ? [] : [{ code: 'DATE_INVALID', facts: { part, max: 12 } }]
}

function checkDay(typed: TypedDate, rule: DateRule): readonly Fault[] {
  const { day, unknown } = typed
  const part = 'day'
  if (unknown === 'month') return []
  if (unknown === 'day')
    return rule.allowed === undefined ? [{ code: 'DATE_UNKNOWN_NOT_ALLOWED', facts: { part } }] : []
  if (day === undefined) return [{ code: 'DATE_NOT_DIGITS', facts: { part } }]
  if (day === '') return [{ code: 'DATE_INCOMPLETE', facts: { part } }]
  const max = countDays(typed, rule)
  return Number(day) >= 1 && Number(day) <= max ? [] : [{ code: 'DATE_INVALID', facts: { part, max } }]
}

/** How many days the month has, as far as month and year are known: what is in doubt is wrong with those, not with the day. */
function countDays(typed: TypedDate, rule: DateRule): number {
  const month = Number(typed.month)
  if (!(month >= 1 && month <= 12)) return 31
  const isYear = typed.year !== '' && checkYear(typed, rule).length === 0 && checkEra(typed, rule).length === 0
  return new Date(Date.UTC(isYear ? Number(typed.year) + (rule.era?.offset ?? 0) : 2000, month, 0)).getUTCDate()
}
