import type { Verdict } from '@madoguchi/kit'
import { findEra, findEraDate, formatDate, isCalendarDate, no, ok, readWrittenDate } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'
import type { DateField } from '../field.ts'
import { firstDay, lastDay } from './days.ts'
import type { FieldKindRow, Limits, Posted } from './field-kind.ts'
import { foldWidth } from './text-rules.ts'

/**
 * Entries `era` (an era's id, or `western` or nothing for the Christian era), `year`, `month`, `day`, and `unknown`
 * (`day`, or `month` for both) where the field allows it. The value says the calendar it was written in wherever the
 * date alone would stand in other boxes than those it was typed into: what was typed comes back everywhere.
 */
export const dateKind: FieldKindRow<DateField, string> = {
  parts: ['era', 'year', 'month', 'day', 'unknown'],
  read: (posted, field, limits) => {
    const date = readDate(posted, field)
    if (!date.ok || date.value === undefined) return date
    const within = checkLimits(date.value, limits)
    return within.ok ? ok(keepWriting(within.value, posted.one('era'), field)) : within
  },
  render: (text, field) => {
    const { date, as } = readWrittenDate(text) ?? { date: text }
    const [year = '', month = '', day = ''] = date.split('-')
    const shown = as === undefined && field.calendar === 'western' ? undefined : findEraDate(text)
    return {
      era: [shown ? shown.era : 'western'],
      year: [String(shown ? shown.eraYear : Number(year))],
      month: month === '00' ? [] : [String(Number(month))],
      day: day === '00' ? [] : [String(Number(day))],
      unknown: month === '00' ? ['month'] : day === '00' ? ['day'] : [],
    }
  },
  format: (date) => formatDate(date),
  isValue: (value): value is string => typeof value === 'string' && isCalendarDate(readWrittenDate(value)?.date ?? ''),
}

/** `1989-01-00[heisei]`: the era only where the same boxes would not come back without it. */
function keepWriting(date: string, era: string, field: DateField): string {
  const written = era === '' ? 'western' : era
  return dateKind.render(date, field).era?.[0] === written ? date : `${date}[${written}]`
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
