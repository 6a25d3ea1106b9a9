import type { Span } from '../definition.ts'

/** The last day of so long after a day, which is not counted itself (民法140条); weekends and holidays are not moved. */
export function addSpan(from: string, { count, unit }: Span): string {
  const [year, month, day] = split(from)
  if (unit === 'day') return dayOf(year, month, day + count)
  const months = month + (unit === 'month' ? count : 12 * count)
  // 民法143条: where the last month has no such day, its last day.
  const lastOfMonth = Number(dayOf(year, months + 1, 0).slice(8))
  return dayOf(year, months, Math.min(day, lastOfMonth))
}

/** `2026-02-03` → `2026-02-28` */
export function monthEnd(day: string): string {
  const [year, month] = split(day)
  return dayOf(year, month + 1, 0)
}

/** The newest `03-02` that is not after the day: where the year it belongs to began. */
export function yearStart(day: string, begins: string): string {
  const year = Number(day.slice(0, 4))
  return `${String(day.slice(5) < begins ? year - 1 : year).padStart(4, '0')}-${begins}`
}

function split(day: string): readonly [number, number, number] {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return [year, month, date]
}

function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}
