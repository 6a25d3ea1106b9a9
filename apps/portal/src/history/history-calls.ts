import { encodeActivity } from '../account/activity-file.ts'
import { listActivities, noteSeen } from '../session/activity.ts'
import type { Ground } from '../shell/ground.ts'
import { defineOperation, type Operation } from '../shell/operation.ts'
import { getValue } from '../shell/visit.ts'
import { anyReader } from '../shell/words.ts'
import { describeFiling } from './describe-filing.ts'
import { describeRecord, type Readers } from './describe-record.ts'
import { decodeHistoryCursor } from './history-cursor.ts'
import type { LoadHistory } from './load-history.ts'
import { isFilingView } from './record-view.ts'
import { loadWholeHistory } from './whole-history.ts'

/** What agencies exchanged, and what was done here. */
export function listHistoryCalls(
  ground: Pick<Ground, 'db' | 'clock'>,
  { loadHistory, readers }: { loadHistory: LoadHistory; readers: Readers },
): readonly Operation[] {
  return [
    defineOperation(
      {
        id: 'getHistory',
        method: 'GET',
        path: '/history',
        summary: 'やりとり履歴を、台帳との照らし合わせの結果とともに受け取ります',
        query: {
          fresh: '「1」のとき、1分以内の写しを使わずに取り寄せなおします',
          before: '前に受け取った「older」。それより前の記録を受け取ります',
        },
        access: 'vault',
        answer: { status: 200, schema: 'History' },
        errors: ['HISTORY_SLOW', 'HISTORY_BROKEN', 'MANDATE_OVER', 'TOO_MANY'],
      },
      async ({ c, session }) => {
        const isFresh = c.req.query('fresh') === '1'
        const before = decodeHistoryCursor(c.req.query('before'))
        const { records, hasMore, older, check } = getValue(
          await loadWholeHistory(loadHistory, session, { isFresh, before }),
        )
        await noteSeen(ground, session, { event: 'history-viewed' })
        return {
          records: records.flatMap((record) => {
            if (isFilingView(record)) return []
            const { line, sentence } = describeRecord(record, readers, anyReader)
            return [{ ...record, sentence, fitsLedger: check.fits.get(line) === true }]
          }),
          filings: records.filter(isFilingView).map((record) => {
            const { line, sentence } = describeFiling(record, readers, anyReader)
            return { ...record, sentence, fitsLedger: check.fits.get(line) === true }
          }),
          hasMore,
          ...(older === undefined ? {} : { older }),
          check: { isUnbroken: check.isUnbroken, reachesStart: check.reachesStart },
        }
      },
    ),
    defineOperation(
      {
        id: 'listActivities',
        method: 'GET',
        path: '/activities',
        summary: '操作履歴(あなたのカードでされた操作)を見ます',
        access: 'member',
        answer: { status: 200, schema: 'Activities' },
      },
      async ({ session }) => ({
        activities: (await listActivities(ground, session)).map((activity) => encodeActivity(activity, anyReader)),
      }),
    ),
  ]
}
