import { isCalendarDate } from '@madoguchi/kit'

/** A day in full, without unknown parts. */
export function isDay(text: string): boolean {
  return isCalendarDate(text) && !text.includes('-00')
}

/** Unknown parts as the first they can be. */
export function firstDay(date: string): string {
  return date.replace('-00-', '-01-').replace(/-00$/, '-01')
}

/** Unknown parts as the last they can be; a month's 31st may not exist, and sorts rightly all the same. */
export function lastDay(date: string): string {
  return date.replace('-00-', '-12-').replace(/-00$/, '-31')
}
