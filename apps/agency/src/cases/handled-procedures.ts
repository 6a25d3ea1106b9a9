/** How this agency handles a 手続 that comes over the network. */
type Handling = {
  /** The affair whose officers see and decide it, and under which questions are asked for it. */
  readonly affair: string
  /** 標準処理期間 in business days, as the agency publishes it (行政手続法6条). */
  readonly standardDays: number
  /** Who looks at a decision again (審査請求). */
  readonly reviewedBy: Reviewer
}

/**
 * Most often the head of the municipality (行政不服審査法4条); of what it does for the nation the governor (地方自治法255条の2); about 要介護認定 a
 * board of the prefecture, before which nobody sues (介護保険法183条, 196条).
 */
type Reviewer = 'head' | 'governor' | 'care-board'

const handled: Readonly<Record<string, Handling>> = {
  'child-allowance-claim': { affair: 'child-allowance', standardDays: 20, reviewedBy: 'governor' },
  'long-term-care-certification': { affair: 'long-term-care-insurance', standardDays: 20, reviewedBy: 'care-board' },
  'pregnancy-notification': { affair: 'filings', standardDays: 5, reviewedBy: 'head' },
  'disaster-victim-certificate': { affair: 'filings', standardDays: 20, reviewedBy: 'head' },
  'dog-registration': { affair: 'filings', standardDays: 5, reviewedBy: 'head' },
}

/** What no affair of the network is for belongs to one of the agency's own, `filings`. */
export function getHandling(procedure: string): Handling {
  const own = Object.hasOwn(handled, procedure) ? handled[procedure] : undefined
  return own ?? { affair: 'filings', standardDays: 20, reviewedBy: 'head' }
}
