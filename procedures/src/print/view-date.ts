import { formatEra, isCalendarDate } from '@madoguchi/kit'
import type { DateView } from './views.ts'

const unknown = '不明'

/** `2018-04-01` → 平成, 30, 4, 1. A day before the solar calendar (1873) has no era year and keeps its western one. */
export function viewDate(text: string): DateView {
  if (!isCalendarDate(text)) return { kind: 'date', text: '', era: '', year: '', month: '', day: '' }
  const [yearText = '', monthText = '', dayText = ''] = text.split('-')
  const month = monthText === '00' ? unknown : String(Number(monthText))
  const day = dayText === '00' ? unknown : String(Number(dayText))
  const known = `${yearText}-${monthText === '00' ? '12' : monthText}-${dayText === '00' ? '01' : dayText}`
  const [, era = '', year = yearText] =
    Number(yearText) < 1873 ? ['', '西暦', yearText] : (/^(\D+?)(元|[0-9]+)年$/.exec(formatEra(known)) ?? [])
  return { kind: 'date', text: `${era}${year}年${sayRest(month, day)}`, era, year, month, day }
}

function sayRest(month: string, day: string): string {
  if (month === unknown) return '(月日は不明)'
  return day === unknown ? `${month}月(日は不明)` : `${month}月${day}日`
}
