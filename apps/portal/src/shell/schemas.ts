import { type ThemeId, themes } from '@madoguchi/catalogue'
import { idPattern } from '@madoguchi/kit'
import { outcomes } from '@madoguchi/messages'
import { z } from 'zod'
import { activityEvents } from '../account/activity.ts'
import { procedureSchemas } from '../find/procedure-schemas.ts'
import { exchangeRecordView } from '../history/record-view.ts'
import { cardActs } from '../log-in/card-again.ts'

const instant = z.iso.datetime()
const id = z.string().regex(idPattern)
const word = z.string().max(80)
const channel = z.enum(['page', 'api'])

function bytes(sizeBytesMax: number) {
  return z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(Math.ceil((sizeBytesMax * 4) / 3))
}

const bytes32 = bytes(32).length(43)
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
  provider: word,
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
  name: z.string(),
  plainName: z.string(),
  theme: z.enum(Object.keys(themes) as [ThemeId, ...ThemeId[]]),
  description: z.string(),
  providers: z.array(z.strictObject({ id: word, name: z.string() })),
  isConnected: z.boolean(),
})

const cardAgain = z
  .strictObject({
    certificate: bytes(8192).describe('利用者証明用電子証明書(DER)'),
    signature: bytes(512),
  })
  .describe('POST /confirmations の challenge への、カードの署名')

const session = z.strictObject({ channel, createdAt: instant, lastSeenAt: instant, isCurrent: z.boolean() })

const activity = z.strictObject({
  at: instant,
  event: z.enum(activityEvents),
  sentence: z.string(),
  channel,
  kind: z.string().nullable(),
  count: z.int().nullable(),
  cardNotAfter: instant.nullable(),
})

const historyRecord = exchangeRecordView.extend({
  sentence: z.string(),
  fitsLedger: z.boolean().describe('台帳の記録から計算しなおした指紋と合うか'),
})

/** What goes over the API, in both directions: the same schemas parse, type the handlers and stand in the description. */
export const apiSchemas = {
  Error: z.strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    requestId: id.describe('お問い合わせのときの番号'),
  }),
  Challenge: z.strictObject({
    login: bytes32,
    challenge: bytes32.describe('カードが署名する、1回だけの値(5分間)'),
    vaultSalt: bytes32,
    origin: z.string(),
  }),
  NewSession: z.strictObject({
    login: bytes32,
    certificate: bytes(8192).describe('利用者証明用電子証明書(DER)'),
    signature: bytes(512),
    wrappingKey: bytes32,
    /** For whom the card was asked to sign: only to tell a wrong site from a wrong signature, never to verify. */
    origin: z.string().max(255).optional(),
  }),
  SessionToken: z.strictObject({ token: bytes(64).length(86), expiresAt: instant, needsRegistration: z.boolean() }),
  Session: session,
  Sessions: z.strictObject({ sessions: z.array(session) }),
  ClosedSessions: z.strictObject({ closed: z.int() }),
  Account: z.strictObject({
    isRegistered: z.boolean(),
    isVaultOpen: z.boolean().describe('いまのカードで、保管庫をひらけるか'),
    email: z.string().nullable(),
    emailToConfirm: z.string().nullable().describe('リンクがまだひらかれていないアドレス'),
    recoveryCodeMadeAt: instant.nullable(),
    cards: z.array(
      z.strictObject({ notAfter: instant, lastUsedAt: instant, isCurrent: z.boolean(), opensVault: z.boolean() }),
    ),
  }),
  ConfirmationOrder: z.strictObject({ act: z.enum(cardActs) }),
  CardChallenge: z.strictObject({
    challenge: bytes(64).length(86).describe('カードが、ログインと同じしかたで署名する値(5分間、この操作に1回だけ)'),
    origin: z.string(),
  }),
  CardAgain: z.strictObject({ card: cardAgain.optional() }),
  EmailAddress: z.strictObject({ email: z.string().max(400), card: cardAgain.optional() }),
  OldCard: z.strictObject({ certificate: bytes(8192), wrappingKey: bytes32 }),
  Recovery: z.strictObject({ code: z.string().max(400) }),
  RecoveryCode: z.strictObject({ code: z.string().describe('28文字。もう一度は受け取れません') }),
  Confirmation: z.strictObject({
    confirmed: z.boolean().describe('取り消せないことを確かめたとき、true'),
    card: cardAgain.optional(),
  }),
  Registration: z.strictObject({ consent: z.boolean(), email: z.string().max(400).optional() }),
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
  HistoryRecord: historyRecord,
  History: z.strictObject({
    records: z.array(historyRecord),
    hasMore: z.boolean(),
    check: z.strictObject({ isUnbroken: z.boolean(), reachesStart: z.boolean() }),
  }),
  Activity: activity,
  Activities: z.strictObject({ activities: z.array(activity) }),
  ...procedureSchemas,
  CardHealth: z.strictObject({
    revocation: z.enum(['reachable', 'unreachable']).describe('失効情報を、いま使えるか'),
    loadedAt: instant.nullable().describe('いちばん古い失効リストを取り寄せた日時'),
  }),
  OpenApi: z.object({ openapi: z.literal('3.1.0') }).loose(),
} as const

export type SchemaName = keyof typeof apiSchemas
export type ApiValue<Name extends SchemaName> = z.output<(typeof apiSchemas)[Name]>
