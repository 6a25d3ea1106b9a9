import { isCalendarDate, plainDate } from '@madoguchi/kit'
import { firstDay, isDay, lastDay } from '../fields/days.ts'

/**
 * Whole years on a day: by birthdays, or by the law (年齢計算ニ関スル法律, 民法143条), where the year is full when the eve
 * of the birthday ends, so that it counts on the eve. Nothing where an unknown part of the birth could make it another
 * number, or the day is before the birth. Somebody of 29 February is a year older on 1 March, by the law on 28 February.
 */
export function countAge(
  birth: string,
  { on, by = 'birthday' }: { readonly on: string; readonly by?: 'birthday' | 'law' | undefined },
): number | undefined {
  if (!isDay(on)) return undefined
  const [most, least] = listBirths(birth).map((day) => countYears(day, by === 'law' ? addDays(on, 1) : on, on))
  return most === least ? most : undefined
}

/** The first 31 March on or after the day on which somebody reaches an age: their last day in that school year. */
export function fiscalYearEndOfAge(birth: string, age: number): string | undefined {
  const [first, last] = listBirths(birth).map((day) => fiscalYearEnd(reachDay(day, age)))
  return first === last ? first : undefined
}

/** 31 March at the end of the fiscal year that a day is in. */
export function fiscalYearEnd(day: string): string {
  const year = Number(day.slice(0, 4))
  return `${String(day.slice(5) <= '03-31' ? year : year + 1).padStart(4, '0')}-03-31`
}

/** By the law, for conditions: whether somebody surely is of an age, or surely is not. */
export function isOfAge(birth: string, age: number, on: string): boolean | undefined {
  const reached = listBirths(birth).map((day) => reachDay(day, age) <= on)
  return reached[0] === reached[1] ? reached[0] : undefined
}

/** The eve of the birthday on which the years are full. */
function reachDay(birth: string, age: number): string {
  const [year = 0, month = 0, day = 0] = birth.split('-').map(Number)
  return dayOf(year + age, month, day - 1)
}

/** The first and the last day it may have been; none of what is no date, as in a draft that was changed. */
function listBirths(birth: string): readonly string[] {
  const date = plainDate(birth)
  if (!isCalendarDate(date)) return []
  const last = lastDay(date)
  // A month of 30 days has no 31st: its own last day is meant.
  const [year = 0, month = 0] = last.split('-').map(Number)
  return [firstDay(date), isDay(last) ? last : dayOf(year, month + 1, 0)]
}

function countYears(birth: string, counted: string, on: string): number | undefined {
  if (birth > on) return undefined
  const years = Number(counted.slice(0, 4)) - Number(birth.slice(0, 4))
  return counted.slice(5) < birth.slice(5) ? years - 1 : years
}

function addDays(date: string, days: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return dayOf(year, month, day + days)
}

function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}
