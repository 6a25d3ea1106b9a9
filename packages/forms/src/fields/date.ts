import type { Verdict } from '@madoguchi/kit'
import { formatDate, isCalendarDate, no, ok } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'
import type { DateField } from '../field.ts'
import { firstDay, lastDay } from './days.ts'
import { findEra, findEraDate } from './era.ts'
import type { FieldKindRow, Limits, Posted } from './field-kind.ts'
import { foldWidth } from './text-rules.ts'

/**
 * Entries `era` (an era's id, or `western` or nothing for the Christian era), `year`, `month`, `day`, and `unknown`
 * (`day`, or `month` for both) where the field allows it.
 */
export const dateKind: FieldKindRow<DateField, string> = {
  parts: ['era', 'year', 'month', 'day', 'unknown'],
  read: (posted, field, limits) => {
    const date = readDate(posted, field)
    return date.ok && date.value !== undefined ? checkLimits(date.value, limits) : date
  },
  render: (date, { calendar = 'era' }) => {
    const [year = '', month = '', day = ''] = date.split('-')
    const shown = calendar === 'era' ? findEraDate(date) : undefined
    return {
      era: [shown ? shown.era : 'western'],
      year: [String(shown ? shown.eraYear : Number(year))],
      month: month === '00' ? [] : [String(Number(month))],
      day: day === '00' ? [] : [String(Number(day))],
      unknown: month === '00' ? ['month'] : day === '00' ? ['day'] : [],
    }
  },
  format: (date) => formatDate(date),
  isValue: (value): value is string => typeof value === 'string' && isCalendarDate(value),
}

function readDate(posted: Posted, field: DateField): Verdict<string | undefined, FieldErrorCode> {
  const unknown = posted.one('unknown')
  const year = readNumber(posted.one('year').replace('元', '1'), '年')
  // What is said to be unknown is not looked at, whatever stands there.
  const month = unknown === 'month' ? '00' : readNumber(posted.one('month'), '月')
  const day = unknown === 'month' || unknown === 'day' ? '00' : readNumber(posted.one('day'), '日')
  if (year === '' && (month === '' || month === '00') && (day === '' || day === '00')) return ok(undefined)
  for (const [part, text] of Object.entries({ year, month, day })) {
    if (text === '') return no('DATE_INCOMPLETE', { part })
    if (text === undefined) return no('DATE_INVALID', { part })
    // A typed nought is no unknown day; the text `00` of an unknown one was never typed.
    if (Number(text) === 0 && !isSaidUnknown(part, unknown)) return no('DATE_INVALID', { part })
  }
  if (unknown === 'month' && field.unknown !== 'month') return no('DATE_UNKNOWN_NOT_ALLOWED', { part: 'month' })
  if (unknown === 'day' && field.unknown === undefined) return no('DATE_UNKNOWN_NOT_ALLOWED', { part: 'day' })
  return joinDate(posted.one('era'), { year: Number(year), month: Number(month), day: Number(day) })
}

function isSaidUnknown(part: string, unknown: string): boolean {
  return unknown === 'month' ? part !== 'year' : unknown === 'day' && part === 'day'
}

/** Nothing for what is no number, '' for nothing. */
function readNumber(typed: string, unit: string): string | undefined {
  const text = foldWidth(typed, 12)
    .replace(new RegExp(`${unit}$`), '')
    .trim()
  return /^([0-9]{1,4})?$/.test(text) ? text : undefined
}

type DateParts = { readonly year: number; readonly month: number; readonly day: number }

function joinDate(eraId: string, { year, month, day }: DateParts): Verdict<string, FieldErrorCode> {
  const era = findEra(eraId)
  if (era === undefined && eraId !== '' && eraId !== 'western') return no('DATE_INVALID', { part: 'era' })
  // A two-digit year without an era is nobody's year; where no era was chosen, that is what is missing.
  if (eraId === '' && year < 100) return no('DATE_INCOMPLETE', { part: 'era' })
  if (era === undefined && year < 1868) return no('DATE_INVALID', { part: year < 100 ? 'era' : 'year' })
  if (year < 1) return no('DATE_INVALID', { part: 'year' })
  const full = year + (era?.offset ?? 0)
  const date = `${pad(full, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  const isOddZero = day === 0 ? false : month === 0
  if (isOddZero || !isCalendarDate(date)) return no('DATE_INVALID', { part: month > 12 ? 'month' : 'day' })
  if (era && (firstDay(date) > era.until || lastDay(date) < era.from))
    return no('DATE_ERA', { part: 'era', era: era.id })
  return ok(date)
}

/** An unknown day that may lie within the limits is taken to lie there. */
function checkLimits(date: string, { from, until }: Limits): Verdict<string, FieldErrorCode> {
  if (from !== undefined && lastDay(date) < from) return no('DATE_TOO_EARLY', { part: 'year' })
  if (until !== undefined && firstDay(date) > until) return no('DATE_TOO_LATE', { part: 'year' })
  return ok(date)
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
