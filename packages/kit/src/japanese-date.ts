/** 元号 with their first and last days. Before 明治6年 days were counted by the moon, so that 明治 begins there for us. */
export const eras = [
  { id: 'reiwa', label: '令和', from: '2019-05-01', until: '9999-12-31', offset: 2018 },
  { id: 'heisei', label: '平成', from: '1989-01-08', until: '2019-04-30', offset: 1988 },
  { id: 'showa', label: '昭和', from: '1926-12-25', until: '1989-01-07', offset: 1925 },
  { id: 'taisho', label: '大正', from: '1912-07-30', until: '1926-12-24', offset: 1911 },
  { id: 'meiji', label: '明治', from: '1873-01-01', until: '1912-07-29', offset: 1867 },
] as const

export type Era = (typeof eras)[number]
export type EraId = Era['id']

/** A date in boxes: `令和 8 年 11 月 22 日`. 0 is an unknown month or day. */
export type EraDate = {
  readonly era: EraId
  readonly label: string
  readonly eraYear: number
  readonly month: number
  readonly day: number
}

/** In which calendar somebody wrote a date: the era, or the Christian era. */
export type Writing = EraId | 'western'

/** `isGannen`: the first year of the era was written as 元, not as 1. */
type WrittenDate = { readonly date: string; readonly as?: Writing; readonly isGannen?: true }

const writtenPattern = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\[(reiwa|heisei|showa|taisho|meiji|western)(,gannen)?\])?$/

/**
 * A date as it is kept: `1989-01-00`, or `1989-01-00[heisei]` where the date alone does not tell how it was written
 * (in the manner of RFC 9557), `1989-01-00[heisei,gannen]` where its year was written as 元. What is no such text, or lies
 * outside of its era or of the era's first year, is none.
 */
export function readWrittenDate(text: string): WrittenDate | undefined {
  const [, date, as, gannen] = writtenPattern.exec(text) ?? []
  if (date === undefined) return undefined
  if (as === undefined) return { date }
  const era = listEras(date).find(({ id }) => id === as)
  if (gannen !== undefined && Number(date.slice(0, 4)) !== (era?.offset ?? 0) + 1) return undefined
  if (era === undefined && as !== 'western') return undefined
  return { date, as: as as Writing, ...(gannen !== undefined && { isGannen: true }) }
}

/** The date alone, for whoever compares and counts; any other text stays as it is. */
export function plainDate(text: string): string {
  return readWrittenDate(text)?.date ?? text
}

/**
 * The one way from a kept date to its boxes: the era it was written in, or else the only one that it can lie in.
 * Nothing for a date written in the Christian era, for one before 1873, and where a part is unknown and the era changed
 * meanwhile: nobody guesses then.
 */
export function findEraDate(text: string): EraDate | undefined {
  const { date = '', as } = readWrittenDate(text) ?? {}
  const possible = listEras(date)
  const era = as === undefined && possible.length > 1 ? undefined : possible.find(({ id }) => (as ?? id) === id)
  if (era === undefined) return undefined
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return { era: era.id, label: era.label, eraYear: year - era.offset, month, day }
}

/** The eras that a date can lie in, the earliest first: one for a day, two for a month or year with a change in it. */
function listEras(date: string): readonly Era[] {
  const first = date.replace('-00-', '-01-').replace(/-00$/, '-01')
  // A month's 31st may not exist, and sorts rightly all the same.
  const last = date.replace('-00-', '-12-').replace(/-00$/, '-31')
  return eras.filter(({ from, until }) => first <= until && from <= last).toReversed()
}

export function findEra(id: string): Era | undefined {
  return eras.find((era) => era.id === id)
}

const datePattern = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/

/** A date that exists. Unknown parts of a birth or old record are 00: `1931-00-00`, `1931-04-00`. */
export function isCalendarDate(text: string): boolean {
  const match = datePattern.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1868 || year > 2200 || month > 12) return false
  if (month === 0) return day === 0
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/**
 * `2026-11-22` → `2026年11月22日(令和8年)`; unknown parts are said to be unknown. Where they leave two eras possible, the
 * one it was written in (`1989-01-00[heisei]`) is named, and both where nobody said.
 */
export function formatDate(text: string): string {
  const date = plainDate(text)
  const match = datePattern.exec(date)
  if (!match) return text
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month === 0) return `${year}年${sayEras(text)}(月日は不明)`
  if (day === 0) return `${year}年${month}月${sayEras(text)}(日は不明)`
  // Until the end of 明治5年 days were counted by the moon: a solar date has no era year then.
  if (year < 1873) return `${year}年${month}月${day}日`
  return `${year}年${month}月${day}日(${formatEra(date)})`
}

/** `2026-11` → `2026年11月(令和8年)`; a month in which the era changed names both. */
export function formatMonth(text: string): string {
  return `${Number(text.slice(0, 4))}年${Number(text.slice(5, 7))}月${sayEras(`${text}-00`)}`
}

/** A calendar year; one in which the era changed names both: `2019年(平成31年・令和元年)`. */
export function formatYear(year: number): string {
  return `${year}年${sayEras(`${year}-00-00`)}`
}

/** The era years of a date whose parts may be unknown: `(昭和64年・平成元年)`. Of a year before 1873 there are none. */
function sayEras(text: string): string {
  const written = findEraDate(text)
  const years = written
    ? [sayEraYear(written.label, written.eraYear)]
    : listEras(plainDate(text)).map(({ label, offset }) => sayEraYear(label, Number(text.slice(0, 4)) - offset))
  return years.length === 0 ? '' : `(${years.join('・')})`
}

function sayEraYear(label: string, year: number): string {
  return `${label}${year === 1 ? '元' : year}年`
}

/** A fiscal year, which begins in April but is named after the era of its end: 2019年度 is 令和元年度. */
export function formatFiscalYear(year: number): string {
  return `${year}年度(${formatEra(`${year}-12-31`)}度)`
}

/** The era year of a date: `令和8年`, `令和元年`. */
function formatEra(date: string): string {
  const year = Number(date.slice(0, 4))
  const era = eras.find(({ from }) => from <= date) ?? eras[4]
  const eraYear = year - era.offset
  return sayEraYear(era.label, eraYear)
}

/** The calendar day in Japan, which has no summer time: `YYYY-MM-DD`. */
export function japaneseDay(at: Date): string {
  return inJapan(at).slice(0, 10)
}

/** `15:04` in Japan. */
export function formatTime(at: Date): string {
  return inJapan(at).slice(11, 16)
}

/** `2026年11月22日(令和8年)15:04` in Japan. */
export function formatDateTime(at: Date): string {
  return `${formatDate(japaneseDay(at))}${formatTime(at)}`
}

function inJapan(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString()
}
