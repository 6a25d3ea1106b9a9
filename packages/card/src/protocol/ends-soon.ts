/** From when a certificate can be renewed (公的個人認証: 有効期間満了日の3か月前の翌日から): by the calendar, not by days. */
const months = 3

/** Whether a certificate that is still good ends within three months. */
export function endsSoon(notAfter: Date, now: Date): boolean {
  const then = new Date(now)
  then.setUTCMonth(then.getUTCMonth() + months)
  return now <= notAfter && notAfter <= then
}
