import assert from 'node:assert/strict'
import * as kit from '@madoguchi/kit'
import type { Html } from './html.ts'
import { html } from './html.ts'

/** A calendar day without a time, as registers hold it: `2026-11-22`. */
type DayText = `${number}-${number}-${number}`

/** `2026年11月22日(令和8年)`, in Japan. */
export function sayDate(date: Date | DayText): string {
  return kit.formatDate(dayOf(date))
}

/** `2026年11月`, for headings by month. */
export function sayMonth(at: Date): string {
  const [year, month] = dayOf(at).split('-').map(Number)
  return `${year}年${month}月`
}

/** A date that machines read too. */
export function renderDate(date: Date | DayText): Html {
  return html`<time datetime="${dayOf(date)}">${keepEra(sayDate(date))}</time>`
}

export function renderDateTime(at: Date): Html {
  return html`<time datetime="${at.toISOString()}">${keepEra(kit.formatDateTime(at))}</time>`
}

/** A line ends before 「(令和8年)」 or after it, never within: the sheet keeps `.whole` on one line. */
export function keepEra(text: string): Html {
  const era = /^(.+?)(\((?:令和|平成|昭和|大正|明治)[^)]*\))(.*)$/.exec(text)
  return era === null ? html`${text}` : html`${era[1]}<wbr><span class="whole">${era[2]}</span><wbr>${era[3]}`
}

function dayOf(date: Date | DayText): string {
  if (typeof date !== 'string') return kit.japaneseDay(date)
  assert(kit.isCalendarDate(date), 'a day of the calendar')
  return date
}
