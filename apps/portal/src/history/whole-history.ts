import type { Verdict } from '@madoguchi/kit'
import { ok } from '@madoguchi/kit'
import type { OpenSession } from '../shell/visitor.ts'
import { checkLedger, type LedgerCheck } from './check-ledger.ts'
import { encodeHistoryCursor, type HistoryCursor } from './history-cursor.ts'
import type { HistoryCode, LoadHistory } from './load-history.ts'
import { lineOf, momentOf, type RecordView } from './record-view.ts'

const pagesMax = 5

export type WholeHistory = {
  /** Newest first. */
  readonly records: readonly RecordView[]
  /** There are older ones that were not fetched. */
  readonly hasMore: boolean
  /** Where they begin, for an address. */
  readonly older: string | undefined
  /** Neither is anything newer left out, nor anything older: only then does the chain say that nothing is missing. */
  readonly isWhole: boolean
  readonly check: LedgerCheck
}

/** The citizen's records from a line on, up to a thousand: all that a page filters, counts and checks. */
export async function loadWholeHistory(
  loadHistory: LoadHistory,
  session: OpenSession,
  options: { isFresh: boolean; before?: HistoryCursor | undefined },
): Promise<Verdict<WholeHistory, HistoryCode>> {
  const records: RecordView[] = []
  let hasMore = true
  for (let page = 0; hasMore && page < pagesMax; page++) {
    const last = records.at(-1)
    const before = last === undefined ? options.before : { at: new Date(momentOf(last)), line: lineOf(last) }
    const loaded = await loadHistory(session, {
      isFresh: options.isFresh,
      ...(before === undefined ? {} : { before }),
    })
    if (!loaded.ok) return loaded
    records.push(...loaded.value.records)
    hasMore = loaded.value.more && loaded.value.records.length > 0
  }
  const last = records.at(-1)
  const older = hasMore && last !== undefined ? encodeHistoryCursor(last) : undefined
  const isWhole = !hasMore && options.before === undefined
  return ok({ records, hasMore, older, isWhole, check: checkLedger(records) })
}
