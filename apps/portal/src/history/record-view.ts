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

const closedRecord = z.strictObject({
  kind: z.literal('closed'),
  exchange: word,
  at: instant,
  asked: hash,
  outcome: word,
  answerDigest: hash.optional(),
  chain: z.strictObject({ name: z.enum(['open', 'sealed']), index: z.int().min(0), previous: hash }),
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

export const recordsPage = z.object({ records: z.array(exchangeRecordView).max(500), more: z.boolean() })

export type ExchangeRecordView = z.infer<typeof exchangeRecordView>
export type RecordsPage = z.infer<typeof recordsPage>
