import { encodeCsv } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { Activity } from '../session/activity.ts'
import { activityEventCopy, activityCopy as copy } from './activity.words.ja.ts'

/** What one line says, in words. */
export function describeActivity({ event, count, kind }: Activity): string {
  return activityEventCopy[event].text(count, kind)
}

/** The same fields in the API and in the file. */
export function encodeActivity(activity: Activity) {
  const { at, event, channel, kind, count, cardNotAfter } = activity
  return {
    at: at.toISOString(),
    event,
    sentence: describeActivity(activity),
    channel,
    kind: kind ?? null,
    count: count ?? null,
    cardNotAfter: cardNotAfter?.toISOString() ?? null,
  }
}

/** UTF-8 with a byte order mark, safe against formulas. */
export function renderActivityCsv(activities: readonly Activity[]): Bytes {
  const rows = activities.map((activity) => [
    activity.at.toISOString(),
    describeActivity(activity),
    copy.channels[activity.channel],
    activity.cardNotAfter?.toISOString() ?? '',
  ])
  return utf8.encode(`\ufeff${encodeCsv([[copy.at, copy.what, copy.how, copy.card], ...rows])}`)
}

export function renderActivityJson(activities: readonly Activity[]): Bytes {
  const data = { format: 'madoguchi-activities/1', activities: activities.map(encodeActivity) }
  return utf8.encode(`${JSON.stringify(data, null, 2)}\n`)
}
