import { dayMs } from '@madoguchi/kit'
import { holidays } from './holidays.ts'

// Days are of the Japanese calendar, as `2026-12-01`.

/** A day on which an office of a municipality works: no weekend, no 国民の祝日, not from 29 December to 3 January (地方自治法4条の2). */
export function isBusinessDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const inYear = day.slice(5)
  if (weekday === 0 || weekday === 6 || inYear >= '12-29' || inYear <= '01-03') return false
  return holidays[day.slice(0, 4)]?.includes(inYear) !== true
}

/** Whether the holidays of its year have been announced. */
export function isYearAnnounced(day: string): boolean {
  return Object.hasOwn(holidays, day.slice(0, 4))
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
}
