import { base64url, hex } from '@madoguchi/kit'
import { chainStart, type LedgerRecord, makeEntry } from '@madoguchi/ledger'
import type { ExchangeRecordView } from './record-view.ts'

export type LedgerCheck = {
  /** Of this line: does what is shown agree with both ledger records, and these with each other? */
  readonly fits: ReadonlyMap<string, boolean>
  /** Do the lines form a chain without a gap, from the newest shown to the oldest shown? */
  readonly isUnbroken: boolean
  /** Does that chain reach back to the first exchange there ever was about this person? */
  readonly reachesStart: boolean
}

/**
 * Recomputes the leaves of the ledger from what the core showed (record and salt), compares them with the line, and
 * follows the person's chain. It cannot tell whether the public tree holds these leaves: that takes a checkpoint and
 * proofs, which this page does not have, and it must not be claimed.
 */
export function checkLedger(records: readonly ExchangeRecordView[]): LedgerCheck {
  const checked = records.map((record) => ({ record, leafHash: checkOne(record) }))
  const links = checked
    .map(({ record, leafHash }) => ({ ...record.ledger.closed.record.chain, leafHash }))
    .sort((a, b) => a.index - b.index)
  const isUnbroken = links.every((link, i) => {
    const before = links[i - 1]
    if (link.leafHash === undefined || link.name !== 'open') return false
    if (before === undefined) return link.index > 0 || link.previous === chainStart
    return link.index === before.index + 1 && link.previous === before.leafHash
  })
  return {
    fits: new Map(checked.map(({ record, leafHash }) => [record.exchange, leafHash !== undefined])),
    isUnbroken,
    reachesStart: isUnbroken && (links[0] === undefined || links[0].index === 0),
  }
}

/** The leaf hash of the closing record (hex), or undefined where anything does not agree. */
function checkOne(view: ExchangeRecordView): string | undefined {
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
