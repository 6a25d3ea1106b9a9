import { z } from 'zod'
import { exchangeRecordView, filingRecordView } from './record-view.ts'

const said = {
  sentence: z.string(),
  fitsLedger: z.boolean().describe('台帳の記録から計算しなおした指紋と合うか'),
}
const historyRecord = exchangeRecordView.extend(said)
const historyFiling = filingRecordView.extend(said)

/** What goes over the API here, in both directions. */
export const historySchemas = {
  HistoryRecord: historyRecord,
  HistoryFiling: historyFiling,
  History: z.strictObject({
    records: z.array(historyRecord),
    filings: z.array(historyFiling).describe('送った申請と、その申請について届いた知らせ。中身は含みません'),
    hasMore: z.boolean(),
    older: z.string().optional().describe('これより前の記録があるとき、その始まり。「before」として渡します'),
    check: z.strictObject({ isUnbroken: z.boolean(), reachesStart: z.boolean() }),
  }),
} as const

type Mine = typeof historySchemas

declare module '../shell/operation.ts' {
  interface ApiSchemas extends Mine {}
}
