import type { Verdict } from '@madoguchi/kit'
import { ok } from '@madoguchi/kit'
import type { OpenSession } from '../shell/visitor.ts'
import type { World } from '../shell/world.ts'
import { checkLedger, type LedgerCheck } from './check-ledger.ts'
import { type HistoryCode, loadHistory } from './load-history.ts'
import type { ExchangeRecordView } from './record-view.ts'

const pagesMax = 5

export type WholeHistory = {
  /** Newest first. */
  readonly records: readonly ExchangeRecordView[]
  /** There are older ones that were not fetched. */
  readonly hasMore: boolean
  readonly check: LedgerCheck
}

/** The citizen's records, up to a thousand: all that a page filters, counts and checks. */
export async function loadWholeHistory(
  world: World,
  session: OpenSession,
  options: { isFresh: boolean },
): Promise<Verdict<WholeHistory, HistoryCode>> {
  const records: ExchangeRecordView[] = []
  let hasMore = true
  for (let page = 0; hasMore && page < pagesMax; page++) {
    const last = records.at(-1)
    const loaded = await loadHistory(world, session, {
      isFresh: options.isFresh,
      ...(last === undefined ? {} : { before: new Date(last.askedAt) }),
    })
    if (!loaded.ok) return loaded
    records.push(...loaded.value.records)
    hasMore = loaded.value.more && loaded.value.records.length > 0
  }
  return ok({ records, hasMore, check: checkLedger(records) })
}
