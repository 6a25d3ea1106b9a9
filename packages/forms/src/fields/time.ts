import { no, ok } from '@madoguchi/kit'
import type { TimeField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { foldWidth } from './text-rules.ts'

/** `9:30`, `９時半`, `午後2時`, `1430` → `09:30`, `14:00`, `14:30`. A day has no 24:00: that is the next one’s `00:00`. */
export const timeKind = makeTextKind<TimeField>((typed, { from, until }) => {
  const time = readTime(foldWidth(typed, 20))
  if (time === undefined) return no('TIME_INVALID')
  if (time >= (from ?? time) && time <= (until ?? time)) return ok(time)
  return no('TIME_OUTSIDE', { ...(from !== undefined && { from }), ...(until !== undefined && { until }) })
})

const written = /^(午前|午後|am|pm)?\s*([0-9]{1,2})\s*(?:[:時]\s*(?:([0-9]{1,2}|半)\s*分?)?)?\s*(am|pm)?$/i

function readTime(text: string): string | undefined {
  const found = written.exec(text.replace(/^([0-9]{1,2})([0-9]{2})$/, '$1:$2'))
  if (!found) return undefined
  const [, before, hourText = '', minuteText = '0', after] = found
  const half = (before ?? after)?.toLowerCase()
  // 14 alone is a number and no time.
  if (half === undefined && !/[:時]/.test(text) && !/^[0-9]{3,4}$/.test(text)) return undefined
  const hour = readHour(Number(hourText), half)
  const minute = minuteText === '半' ? 30 : Number(minuteText)
  return hour === undefined || hour > 23 || minute > 59 ? undefined : `${pad(hour)}:${pad(minute)}`
}

/** 午前12時 and 午後12時 mean noon to some and midnight to others: nobody’s guess. */
function readHour(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour
  if (half === 'am' || half === 'pm') return hour > 12 ? undefined : (hour % 12) + (half === 'pm' ? 12 : 0)
  return hour > 11 ? undefined : hour + (half === '午後' ? 12 : 0)
}

function pad(part: number): string {
  return String(part).padStart(2, '0')
}
