import assert from 'node:assert/strict'
import type { Html } from './html.ts'
import { html } from './html.ts'

const timeZone = 'Asia/Tokyo'
const gregorian = { calendar: 'gregory', numberingSystem: 'latn', timeZone } as const

/** A calendar day without a time, as registers hold it: `2026-11-22`. */
export type DayText = `${number}-${number}-${number}`

/** `2026年11月22日(令和8年)`, in Tokyo. Before 1873 the era is left out: days were counted by the moon then. */
export function formatDate(date: Date | DayText): string {
  const at = typeof date === 'string' ? readDay(date) : date
  const plain = new Intl.DateTimeFormat('ja-JP', { ...gregorian, dateStyle: 'long' }).format(at)
  const era = formatEraYear(at)
  return era === undefined ? plain : `${plain}(${era})`
}

/** `2026年11月22日(令和8年)15:04`, in Tokyo. */
export function formatDateTime(at: Date): string {
  return `${formatDate(at)}${formatTime(at)}`
}

/** `15:04`, in Tokyo. */
export function formatTime(at: Date): string {
  return new Intl.DateTimeFormat('ja-JP', {
    ...gregorian,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

/** `2026年11月`, for headings by month. */
export function formatMonth(at: Date): string {
  return new Intl.DateTimeFormat('ja-JP', { ...gregorian, year: 'numeric', month: 'long' }).format(at)
}

/** `令和8年`, `令和元年`; undefined before 1873. */
export function formatEraYear(date: Date | DayText): string | undefined {
  const at = typeof date === 'string' ? readDay(date) : date
  if (Number(dayOf(at).slice(0, 4)) < 1873) return undefined
  const parts = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
    era: 'long',
    year: 'numeric',
    timeZone,
  }).formatToParts(at)
  const wanted = parts.filter(({ type }) => type === 'era' || type === 'year').map(({ value }) => value)
  return `${wanted.join('')}年`
}

/** A date that machines read too. */
export function renderDate(date: Date | DayText): Html {
  const day = typeof date === 'string' ? date : dayOf(date)
  return html`<time datetime="${day}">${formatDate(date)}</time>`
}

export function renderDateTime(at: Date): Html {
  return html`<time datetime="${at.toISOString()}">${formatDateTime(at)}</time>`
}

function dayOf(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { ...gregorian, dateStyle: 'short' }).format(at)
}

function readDay(day: string): Date {
  const at = new Date(`${day}T00:00:00+09:00`)
  assert(/^\d{4}-\d{2}-\d{2}$/.test(day) && dayOf(at) === day, 'a day of the calendar')
  return at
}
