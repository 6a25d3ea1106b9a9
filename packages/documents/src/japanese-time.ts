const timeZone = 'Asia/Tokyo'
const dayFormat = new Intl.DateTimeFormat('ja-JP-u-ca-gregory', { timeZone, dateStyle: 'long' })
const eraFormat = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { timeZone, era: 'long', year: 'numeric' })
const clockFormat = new Intl.DateTimeFormat('ja-JP', { timeZone, hour: '2-digit', minute: '2-digit', hour12: false })

/** `2026年11月22日(令和8年)`, the calendar day in Japan. */
export function formatJapaneseDay(at: Date): string {
  return `${dayFormat.format(at)}(${eraFormat.format(at)})`
}

/** `2026年11月22日(令和8年)15:04`, the time in Japan. */
export function formatJapaneseTime(at: Date): string {
  return `${formatJapaneseDay(at)}${clockFormat.format(at)}`
}

/** A day given as `YYYY-MM-DD`; a text that is no day stays as it is. */
export function formatIsoDay(day: string): string {
  const at = new Date(`${day}T00:00:00+09:00`)
  return Number.isNaN(at.getTime()) ? day : formatJapaneseDay(at)
}
