/** How this agency handles a 手続 that comes over the network. */
type Handling = {
  /** The affair whose officers see and decide it, and under which questions are asked for it. */
  readonly affair: string
  /** 標準処理期間 in business days, as the agency publishes it (行政手続法6条). */
  readonly standardDays: number
}

const handled: Readonly<Record<string, Handling>> = {
  'child-allowance-claim': { affair: 'child-allowance', standardDays: 20 },
  'long-term-care-certification': { affair: 'long-term-care-insurance', standardDays: 20 },
  'pregnancy-notification': { affair: 'filings', standardDays: 5 },
  'disaster-victim-certificate': { affair: 'filings', standardDays: 20 },
  'dog-registration': { affair: 'filings', standardDays: 5 },
}

/** What no affair of the network is for belongs to one of the agency's own, `filings`. */
export function getHandling(procedure: string): Handling {
  return (Object.hasOwn(handled, procedure) ? handled[procedure] : undefined) ?? { affair: 'filings', standardDays: 20 }
}
