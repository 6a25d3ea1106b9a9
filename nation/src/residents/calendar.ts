/** Whole years of age on a day, both as `YYYY-MM-DD`. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** `YYYY-MM-DD`; months are counted from 1. */
export function formatDay({ year, month, day }: { year: number; month: number; day: number }): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The fiscal year a day belongs to: it begins on 1 April. */
export function fiscalYearOf(day: string): number {
  const year = Number(day.slice(0, 4))
  return day.slice(5) < '04-01' ? year - 1 : year
}

/** Whole months from one `YYYY-MM` to another. */
export function monthsBetween(from: string, to: string): number {
  const count = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
  return count(to) - count(from)
}

/** The later of two days. */
export function laterDay(one: string, other: string): string {
  if (one < other) return other
  return one
}
