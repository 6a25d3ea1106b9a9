const eras = [
  { name: '令和', from: '2019-05-01', offset: 2018 },
  { name: '平成', from: '1989-01-08', offset: 1988 },
  { name: '昭和', from: '1926-12-25', offset: 1925 },
  { name: '大正', from: '1912-07-30', offset: 1911 },
  { name: '明治', from: '1868-10-23', offset: 1867 },
] as const

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

/** `2026-11-22` → `2026年11月22日(令和8年)`; unknown parts are said to be unknown. */
export function formatDate(text: string): string {
  const match = datePattern.exec(text)
  if (!match) return text
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month === 0) return `${formatYear(year)}(月日は不明)`
  if (day === 0) return `${year}年${month}月(${formatEra(`${text.slice(0, 8)}01`)})(日は不明)`
  // Until the end of 明治5年 days were counted by the moon: a solar date has no era year then.
  if (year < 1873) return `${year}年${month}月${day}日`
  return `${year}年${month}月${day}日(${formatEra(text)})`
}

/** `2026-11` → `2026年11月(令和8年)` */
export function formatMonth(text: string): string {
  return `${Number(text.slice(0, 4))}年${Number(text.slice(5, 7))}月(${formatEra(`${text}-01`)})`
}

/** A calendar year; one in which the era changed names both: `2019年(平成31年・令和元年)`. */
export function formatYear(year: number): string {
  const names = new Set([formatEra(`${year}-01-01`), formatEra(`${year}-12-31`)])
  return `${year}年(${[...names].join('・')})`
}

/** A fiscal year, which begins in April but is named after the era of its end: 2019年度 is 令和元年度. */
export function formatFiscalYear(year: number): string {
  return `${year}年度(${formatEra(`${year}-12-31`)}度)`
}

/** The era year of a date: `令和8年`, `令和元年`. */
export function formatEra(date: string): string {
  const year = Number(date.slice(0, 4))
  const era = eras.find(({ from }) => from <= date) ?? eras[4]
  const eraYear = year - era.offset
  return `${era.name}${eraYear === 1 ? '元' : eraYear}年`
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
