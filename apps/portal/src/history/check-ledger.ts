import { base64url, hex } from '@madoguchi/kit'
import { chainStart, type LedgerRecord, makeEntry } from '@madoguchi/ledger'
import { type ExchangeRecordView, type FilingRecordView, isFilingView, lineOf, type RecordView } from './record-view.ts'

export type LedgerCheck = {
  /** Of this line: does what is shown agree with its ledger records, and these with each other? */
  readonly fits: ReadonlyMap<string, boolean>
  /** Do the lines form a chain without a gap, from the newest shown to the oldest shown? */
  readonly isUnbroken: boolean
  /** Does that chain reach back to the first record there ever was about this person? */
  readonly reachesStart: boolean
}

/**
 * Recomputes the leaves of the ledger from what the core showed (record and salt), compares them with the line, and
 * follows the person's chain. It cannot tell whether the public tree holds these leaves: that takes a checkpoint and
 * proofs, which this page does not have, and it must not be claimed.
 */
export function checkLedger(records: readonly RecordView[]): LedgerCheck {
  const filed = new Map(
    records.flatMap((record) =>
      isFilingView(record) && record.kind === 'filed' ? [[record.filing, hashOf(record.ledger)] as const] : [],
    ),
  )
  const checked = records.map((record) => ({
    record,
    leafHash: isFilingView(record) ? checkFiling(record, filed) : checkExchange(record),
  }))
  const links = checked
    .map(({ record, leafHash }) => ({ ...chainOf(record), leafHash }))
    .sort((a, b) => a.index - b.index)
  const isUnbroken = links.every((link, i) => {
    const before = links[i - 1]
    if (link.leafHash === undefined || link.name !== 'open') return false
    if (before === undefined) return link.index > 0 || link.previous === chainStart
    return link.index === before.index + 1 && link.previous === before.leafHash
  })
  return {
    fits: new Map(checked.map(({ record, leafHash }) => [lineOf(record), leafHash !== undefined])),
    isUnbroken,
    reachesStart: isUnbroken && (links[0] === undefined || links[0].index === 0),
  }
}

function chainOf(record: RecordView) {
  return isFilingView(record) ? record.ledger.record.chain : record.ledger.closed.record.chain
}

/** The leaf hash of the record (hex), or undefined where anything does not agree; an event names the filing that is shown. */
function checkFiling(
  { line, kind, filing, agency, at, ledger }: FilingRecordView,
  filed: ReadonlyMap<string, string | undefined>,
): string | undefined {
  const { record } = ledger
  const isOne = record.kind === kind && record.filing === filing && record.at === at
  if (!isOne) return undefined
  const fits =
    record.kind === 'filed'
      ? line === filing && record.agency === agency
      : line === `${filing}.${String(record.number).padStart(4, '0')}` &&
        (!filed.has(filing) || filed.get(filing) === record.filed)
  return fits ? hashOf(ledger) : undefined
}

/** The leaf hash of the closing record (hex), or undefined where anything does not agree. */
function checkExchange(view: ExchangeRecordView): string | undefined {
  const { asked, closed } = view.ledger
  const askedHash = hashOf(asked)
  const fits =
    asked.record.exchange === view.exchange &&
    closed.record.exchange === view.exchange &&
    asked.record.inquirer === view.inquirer &&
    asked.record.provider === view.provider &&
    asked.record.affair === view.affair &&
    asked.record.type === view.type &&
    asked.record.basis === view.basis &&
    asked.record.at === view.askedAt &&
    closed.record.at === view.closedAt &&
    closed.record.outcome === view.outcome &&
    closed.record.asked === askedHash
  return fits ? hashOf(closed) : undefined
}

function hashOf({ record, salt }: { record: object; salt: string }): string | undefined {
  try {
    return hex.encode(makeEntry(record as LedgerRecord, base64url.decode(salt)).leafHash)
  } catch {
    // A salt or number that no leaf can be made of: the line is then shown as one that did not fit.
    return undefined
  }
}
