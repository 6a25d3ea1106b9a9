import { z } from 'zod'
import { exchangeRecordView } from './record-view.ts'

const historyRecord = exchangeRecordView.extend({
  sentence: z.string(),
  fitsLedger: z.boolean().describe('台帳の記録から計算しなおした指紋と合うか'),
})

/** What goes over the API here, in both directions. */
export const historySchemas = {
  HistoryRecord: historyRecord,
  History: z.strictObject({
    records: z.array(historyRecord),
    hasMore: z.boolean(),
    older: z.string().optional().describe('これより前の記録があるとき、その始まり。「before」として渡します'),
    check: z.strictObject({ isUnbroken: z.boolean(), reachesStart: z.boolean() }),
  }),
} as const

type Mine = typeof historySchemas

declare module '../shell/operation.ts' {
  interface ApiSchemas extends Mine {}
}
