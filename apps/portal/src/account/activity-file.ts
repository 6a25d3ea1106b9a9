import { encodeCsv } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { Activity } from '../session/activity.ts'
import type { Reader } from '../shell/words.ts'
import { accountWords } from './words.ts'

/** What one line says, in words. */
export function describeActivity({ event, count, kind }: Activity, reader: Reader): string {
  return accountWords(reader).events[event].text(count, kind)
}

/** The same fields in the API and in the file. */
export function encodeActivity(activity: Activity, reader: Reader) {
  const { at, event, channel, kind, count, cardNotAfter } = activity
  return {
    at: at.toISOString(),
    event,
    sentence: describeActivity(activity, reader),
    channel,
    kind: kind ?? null,
    count: count ?? null,
    cardNotAfter: cardNotAfter?.toISOString() ?? null,
  }
}

/** UTF-8 with a byte order mark, safe against formulas. */
export function renderActivityCsv(activities: readonly Activity[], reader: Reader): Bytes {
  const copy = accountWords(reader).activity
  const rows = activities.map((activity) => [
    activity.at.toISOString(),
    describeActivity(activity, reader),
    copy.channels[activity.channel],
    activity.cardNotAfter?.toISOString() ?? '',
  ])
  return utf8.encode(`\ufeff${encodeCsv([[copy.at, copy.what, copy.how, copy.card], ...rows])}`)
}

export function renderActivityJson(activities: readonly Activity[], reader: Reader): Bytes {
  const data = {
    format: 'madoguchi-activities/1',
    activities: activities.map((activity) => encodeActivity(activity, reader)),
  }
  return utf8.encode(`${JSON.stringify(data, null, 2)}\n`)
}
