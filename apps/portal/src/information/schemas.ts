import { outcomes } from '@madoguchi/messages'
import { z } from 'zod'
import { id, instant, word } from '../shell/schema-parts.ts'

const missing = z.strictObject({ missing: z.enum(['unset', 'not-covered']) })

const value = z.union([z.string(), z.number(), z.boolean(), missing])

const ending = z.strictObject({
  reasons: z.array(z.string()).describe('考えられる理由のすべて。どれにあたるかは、だれにも知らされません'),
  agency: z.string(),
  section: z.string().nullable(),
  phone: z.string().nullable(),
  hours: z.string().nullable(),
})

const item = z.strictObject({
  exchange: id,
  type: word,
  typeName: z.string().describe('情報の正式な名前'),
  provider: word,
  providerName: z.string().describe('機関の名前'),
  state: z.enum(['asking', 'delayed', 'not-asked', 'no-longer-kept', ...outcomes]),
  label: z.string().describe('状態を日本語で表したことば'),
  askedAt: instant,
  changedAt: instant,
  closedAt: instant.nullable(),
  canOpen: z.boolean().describe('このログインのカードで、回答をひらけるか'),
  canRequestCheck: z.boolean().describe('この結果について、機関に確認を依頼できるか'),
  checkRequestedAt: instant.nullable().describe('確認を依頼した日時'),
  ending: ending
    .nullable()
    .describe('「nothing-to-show」のとき、考えられる理由と電話。同じ情報と機関なら、だれにも同じです'),
})

const request = z.strictObject({
  request: id,
  version: z.string().max(32).describe('項目のどれかが変わると変わる値'),
  createdAt: instant,
  items: z.array(item),
})

const datum = z.strictObject({
  type: word,
  layout: word,
  asOf: z.string().describe('いつの時点の情報か(年月日)'),
  source: word,
  records: z.array(z.strictObject({ key: z.string(), values: z.record(z.string(), value) })),
})

const describedRow = z.strictObject({
  fieldId: z.string(),
  label: z.string(),
  text: z.string().describe('人が読むための値'),
  explanation: z.string().optional(),
  kind: z.string(),
  raw: value,
})

const describedGroup = z.strictObject({
  recordKey: z.string(),
  recordHeading: z.string(),
  heading: z.string().optional(),
  rows: z.array(describedRow),
})

const describedDatum = z.strictObject({
  typeName: z.string(),
  plainName: z.string(),
  description: z.string(),
  sourceName: z.string(),
  asOf: z.string(),
  asOfText: z.string(),
  groups: z.array(describedGroup),
})

const answer = z.strictObject({
  exchange: id,
  provider: word,
  arrivedAt: instant,
  datum,
  described: describedDatum,
})

const informationType = z.strictObject({
  id: word,
  code: word.describe('「TM」で始まる、特定個人情報名コード'),
  name: z.string(),
  plainName: z.string(),
  /** One of the themes of the page, or one that came with newer facts. */
  theme: word,
  description: z.string(),
  providers: z.array(z.strictObject({ id: word, name: z.string() })),
  isConnected: z.boolean(),
})

/** What goes over the API here, in both directions. */
export const informationSchemas = {
  InformationType: informationType,
  InformationTypes: z.strictObject({ types: z.array(informationType) }),
  NewRequest: z.strictObject({ types: z.array(z.string().max(60)).max(100) }),
  RequestMade: z.strictObject({
    request: id,
    version: z.string().max(32).describe('照会したときの「version」。GET /requests/{request} の seen に使えます'),
    notAsked: z.int().describe('機関の回答を待つ照会がいっぱいで、いまは照会できなかった数。もう一度照会できます'),
  }),
  AskedAgain: z.strictObject({ asked: z.int(), notAsked: z.int().describe('まだ照会できない数') }),
  Item: item,
  Request: request,
  Requests: z.strictObject({ requests: z.array(request) }),
  NewCheck: z.strictObject({
    exchange: id.describe('「items」の「exchange」'),
    name: z.string().max(400).optional().describe('担当者に伝える名前(40文字まで)。なくてもかまいません'),
    phone: z.string().max(400).optional().describe('担当者に伝える電話番号。なくてもかまいません'),
  }),
  CheckRequested: z.strictObject({
    exchange: id,
    requestedAt: instant.describe('依頼した日時。前に依頼していれば、そのときの日時'),
  }),
  Ending: ending,
  Withdrawn: z.strictObject({ withdrawn: z.int() }),
  Datum: datum,
  DescribedDatum: describedDatum,
  Answer: answer,
  Answers: z.strictObject({ request: id, answers: z.array(answer) }),
} as const

type Mine = typeof informationSchemas

declare module '../shell/operation.ts' {
  interface ApiSchemas extends Mine {}
}
