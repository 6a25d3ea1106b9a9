import { type Era, eras, findEra, findEraDate, formatDate, isCalendarDate, ok, readWrittenDate } from '@madoguchi/kit'
import type { DateField } from '../field.ts'
import { type DateParts, listDateFaults, type TypedDate } from './date-faults.ts'
import { firstDay, lastDay } from './days.ts'
import { type Fault, type FieldKindRow, type Limits, type Posted, type Reading, refuseFor } from './field-kind.ts'
import { foldWidth } from './text-rules.ts'

/**
 * Entries `era` (an era's id, or `western` or nothing for the Christian era; one that stands before the year is taken
 * where no other was chosen), `year`, `month`, `day`, and `unknown`
 * (`day`, or `month` for both) where the field allows it. The value says the calendar it was written in wherever the
 * date alone would stand in other boxes than those it was typed into: what was typed comes back everywhere.
 */
export const dateKind: FieldKindRow<DateField, string> = {
  parts: ['era', 'year', 'month', 'day', 'unknown'],
  read: (posted, field, limits) => {
    const date = readDate(posted, field)
    if (!date.ok || date.value === undefined) return date
    const outside = findOutside(date.value, limits)
    return outside === undefined ? ok(keepWriting(date.value, posted, field)) : outside
  },
  render: (text, field) => {
    const { date, as, isGannen } = readWrittenDate(text) ?? { date: text }
    const [year = '', month = '', day = ''] = date.split('-')
    const shown = as === undefined && field.calendar === 'western' ? undefined : findEraDate(text)
    return {
      era: [shown ? shown.era : 'western'],
      year: [isGannen ? '元' : String(shown ? shown.eraYear : Number(year))],
      month: month === '00' ? [] : [String(Number(month))],
      day: day === '00' ? [] : [String(Number(day))],
      unknown: month === '00' ? ['month'] : day === '00' ? ['day'] : [],
    }
  },
  format: (date) => formatDate(date),
  isValue: (value): value is string => typeof value === 'string' && isCalendarDate(readWrittenDate(value)?.date ?? ''),
}

/** `1989-01-00[heisei]`: the era, and 元, only where the same boxes would not come back without it. */
function keepWriting(date: string, posted: Posted, field: DateField): string {
  const era = readEra(posted)
  const written = era === '' ? 'western' : era
  const asGannen = `${date}[${written},gannen]`
  if (bareYear(posted).startsWith('元') && readWrittenDate(asGannen) !== undefined) return asGannen
  return dateKind.render(date, field).era?.[0] === written ? date : `${date}[${written}]`
}

function readDate(posted: Posted, field: DateField): Reading<string | undefined> {
  const typed = readTyped(posted)
  const isBlank = (text: string | undefined) => text === '' || (typed.unknown !== '' && text === '00')
  if (typed.year === '' && isBlank(typed.month) && isBlank(typed.day)) return ok(undefined)
  const era = findEra(typed.era)
  const refused = refuseFor(listDateFaults(typed, { era, allowed: field.unknown }))
  if (refused !== undefined) return refused
  const parts = { year: Number(typed.year), month: Number(typed.month), day: Number(typed.day) }
  const date = joinDate(era, parts)
  return era === undefined || isWithin(date, era) ? ok(date) : (refuseFor([wrongEra(era)]) ?? ok(date))
}

function wrongEra({ id }: Era): Fault {
  return { code: 'DATE_ERA', facts: { part: 'era', era: id } }
}

/** Unknown parts may lie wherever the era has a day for them. */
function isWithin(date: string, { from, until }: Era): boolean {
  return firstDay(date) <= until && lastDay(date) >= from
}

/** 「昭和60」, 「S60」, 「西暦1985」: whoever looks for the era where the year stands writes it there. */
const yearWithEra = /^(明治|大正|昭和|平成|令和|西暦|[MTSHR明大昭平令])[\s.]*(?=[元0-9])/

/** The era that stands before a year, by its id. */
function findEraBefore(posted: Posted): string | undefined {
  const word = yearWithEra.exec(foldWidth(posted.one('year'), 12).toUpperCase())?.[1]
  if (word === undefined) return undefined
  if (word === '西暦') return 'western'
  return eras.find(({ id, label }) => label.startsWith(word) || id.startsWith(word.toLowerCase()))?.id
}

/** The era that was chosen, or the one before the year where none was, or only 西暦. */
function readEra(posted: Posted): string {
  const chosen = posted.one('era')
  return ['', 'western'].includes(chosen) ? (findEraBefore(posted) ?? chosen) : chosen
}

/** What stands in the box of the year, without an era before it. */
function bareYear(posted: Posted): string {
  const year = foldWidth(posted.one('year'), 12)
  const before = findEraBefore(posted)
  // Two eras are a question, not a year.
  return before === readEra(posted) ? year.toUpperCase().replace(yearWithEra, '') : year
}

function readYear(posted: Posted): string | undefined {
  return readNumber(bareYear(posted).replace('元', '1'), '年')
}

function readTyped(posted: Posted): TypedDate {
  const unknown = posted.one('unknown')
  return {
    era: readEra(posted),
    unknown,
    year: readYear(posted),
    // What is said to be unknown is not looked at, whatever stands there.
    month: unknown === 'month' ? '00' : readNumber(posted.one('month'), '月'),
    day: unknown === 'month' || unknown === 'day' ? '00' : readNumber(posted.one('day'), '日'),
  }
}

/** Nothing for what is no number, '' for nothing. */
function readNumber(typed: string, unit: string): string | undefined {
  const text = foldWidth(typed, 12)
    .replace(new RegExp(`${unit}$`), '')
    .trim()
  return /^([0-9]{1,4})?$/.test(text) ? text : undefined
}

function joinDate(era: Era | undefined, { year, month, day }: DateParts): string {
  return `${pad(year + (era?.offset ?? 0), 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/**
 * What lies outside of the limits, at the part that leads outside: of a day in next month the month. An unknown part
 * that may lie within the limits is taken to lie there.
 */
function findOutside(date: string, { from, until }: Limits): Reading<never> | undefined {
  if (from !== undefined && lastDay(date) < from)
    return refuseFor([{ code: 'DATE_TOO_EARLY', facts: { part: firstDifference(date, from) } }])
  if (until !== undefined && firstDay(date) > until)
    return refuseFor([{ code: 'DATE_TOO_LATE', facts: { part: firstDifference(date, until) } }])
  return undefined
}

function firstDifference(date: string, limit: string): string {
  const [asked, edge] = [date.split('-'), limit.split('-')]
  return ['year', 'month', 'day'].find((_, at) => asked[at] !== edge[at] && asked[at] !== '00') ?? 'year'
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
