import { findEraDate, isCalendarDate, readWrittenDate } from '@madoguchi/kit'
import type { DateView } from './views.ts'

const unknown = '不明'

/**
 * `2018-04-01` → 平成, 30, 4, 1: in the calendar it was written in (`1990-05-05[western]`). What was not written in an
 * era and cannot be put into one without guessing keeps its western year.
 */
export function viewDate(text: string, calendar: 'era' | 'western' = 'era'): DateView {
  const { date = '', as } = readWrittenDate(text) ?? {}
  if (!isCalendarDate(date)) return { kind: 'date', text: '', era: '', year: '', month: '', day: '' }
  const [yearText = '', monthText = '', dayText = ''] = date.split('-')
  const month = monthText === '00' ? unknown : String(Number(monthText))
  const day = dayText === '00' ? unknown : String(Number(dayText))
  const found = as === undefined && calendar === 'western' ? undefined : findEraDate(text)
  const era = found?.label ?? '西暦'
  const year = found === undefined ? yearText : found.eraYear === 1 ? '元' : String(found.eraYear)
  return { kind: 'date', text: `${era}${year}年${sayRest(month, day)}`, era, year, month, day }
}

function sayRest(month: string, day: string): string {
  if (month === unknown) return '(月日は不明)'
  return day === unknown ? `${month}月(日は不明)` : `${month}月${day}日`
}
