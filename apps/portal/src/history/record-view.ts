import { z } from 'zod'

const instant = z.iso.datetime()
const period = z.strictObject({ from: z.iso.date(), until: z.iso.date() })
const salt = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const word = z.string().max(80)

const askedRecord = z.strictObject({
  kind: z.literal('asked'),
  exchange: word,
  at: instant,
  inquirer: word,
  provider: word,
  affair: word,
  type: word,
  basis: word.optional(),
  facts: z.int().min(1).optional(),
  periodFrom: word.optional(),
  periodUntil: word.optional(),
  askDigest: hash,
})

const chain = z.strictObject({ name: z.enum(['open', 'sealed']), index: z.int().min(0), previous: hash })

const closedRecord = z.strictObject({
  kind: z.literal('closed'),
  exchange: word,
  at: instant,
  asked: hash,
  outcome: word,
  answerDigest: hash.optional(),
  chain,
})

const filedRecord = z.strictObject({
  kind: z.literal('filed'),
  filing: word,
  at: instant,
  portal: word,
  agency: word,
  filingDigest: hash,
  about: word.optional(),
  chain,
})

const caseEventRecord = z.strictObject({
  kind: z.literal('case-event'),
  filing: word,
  number: z.int().min(0),
  at: instant,
  eventDigest: hash,
  filed: hash,
  chain,
})

/** One exchange about a citizen, as the core tells it: 番号法23条, and the two ledger records to check it by. */
export const exchangeRecordView = z.object({
  exchange: word,
  inquirer: word,
  provider: word,
  affair: word,
  type: word,
  basis: word.optional(),
  period: period.optional(),
  askedAt: instant,
  closedAt: instant,
  outcome: word,
  reason: word.optional(),
  ledger: z.object({
    asked: z.object({ record: askedRecord, salt }),
    closed: z.object({ record: closedRecord, salt }),
  }),
})

/** What a citizen filed, or that something happened in its case, as the core tells it; what happened is sealed elsewhere. */
export const filingRecordView = z.object({
  /** The filing's id; of an event with its number behind it. */
  line: word,
  kind: z.enum(['filed', 'case-event']),
  filing: word,
  agency: word,
  at: instant,
  ledger: z.object({ record: z.discriminatedUnion('kind', [filedRecord, caseEventRecord]), salt }),
})

export const recordsPage = z.object({
  records: z.array(z.union([exchangeRecordView, filingRecordView])).max(500),
  more: z.boolean(),
})

export type ExchangeRecordView = z.infer<typeof exchangeRecordView>
export type FilingRecordView = z.infer<typeof filingRecordView>
/** A line of the history. */
export type RecordView = ExchangeRecordView | FilingRecordView
export type RecordsPage = z.infer<typeof recordsPage>

export function isFilingView(view: RecordView): view is FilingRecordView {
  return 'line' in view
}

export function isExchangeView(view: RecordView): view is ExchangeRecordView {
  return !isFilingView(view)
}

/** By which a line is told from all others: the exchange, or the filing with the event's number. */
export function lineOf(view: RecordView): string {
  return isFilingView(view) ? view.line : view.exchange
}

/** When it was asked, filed or told: by that the history is in order. */
export function momentOf(view: RecordView): string {
  return isFilingView(view) ? view.at : view.askedAt
}
