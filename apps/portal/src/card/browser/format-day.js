/**
 * 2019年5月1日(令和元年), as the portal's pages write it; where the register does not know a part, that part is named.
 * @param {string} day YYYY-MM-DD, zeros for what is unknown
 */
export function formatDay(day) {
  const [year, month, dayOfMonth] = day.split('-').map(Number)
  if (!year) return '不詳'
  if (!month) return `${year}年(月日は不詳)`
  if (!dayOfMonth) return `${year}年${month}月(日は不詳)`
  const date = new Date(`${day}T00:00:00Z`)
  const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', timeZone: 'UTC' })
  const plain = new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'UTC' })
  return `${plain.format(date)}(${era.format(date)})`
}
