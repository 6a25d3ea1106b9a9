import { isCalendarDate } from '@madoguchi/kit'
import type { Handler, Work } from '@madoguchi/delivery'
import type { Bytes, Random, Verdict } from '@madoguchi/kit'
import { base64url, equalBytes, hex, no, ok } from '@madoguchi/kit'
import type { DirectoryView, Party, Received, Verifier } from '@madoguchi/messages'
import { openEnclosure } from '@madoguchi/messages'
import { sql } from 'kysely'
import { closeExchanges } from '../close-exchanges.ts'
import type { Decision } from '../decide.ts'
import { decideInquiry } from '../decide.ts'
import { appendAsked } from '../ledger.ts'
import type { LinkCodes } from '../link-codes.ts'
import type { CoreTables } from '../tables.ts'

type Question = {
  readonly message: Received<'whom'>
  readonly ask: Received<'ask'>
  readonly personId: Bytes
  readonly inquirer: Party
  readonly provider: Party | undefined
}
type Asked = Question & { readonly decision: Decision; readonly askedLeaf: Bytes }
type Deps = { linkCodes: LinkCodes; directory: DirectoryView; verifier: Verifier; random: Random }

/** 情報照会: decides, writes "asked" into the ledger, and gives the permit or closes at once. All of it in one transaction. */
export function makeWhom(deps: Deps): Handler<CoreTables, 'whom'> {
  return async (work, messages) => {
    const read = messages.map((message) => readQuestion(message, work.at, deps))
    const fresh = await withoutRepeated(
      work,
      read.flatMap((question) => (question.ok ? [question.value] : [])),
    )
    const asked = await recordAsked(work, await decideAll(work, [...fresh.values()]), deps)
    for (const question of asked) if (question.decision.isPermitted) postPermit(work, question, deps)
    await closeExchanges(work, asked.flatMap(refusalOf), deps.random)
    return read.map((question) => {
      if (!question.ok) return question.code
      return fresh.get(question.value.ask.body.exchange)?.message === question.value.message
        ? undefined
        : 'EXCHANGE_REPEATED'
    })
  }
}

type QuestionCode = 'MESSAGE_ENCLOSURE' | 'MESSAGE_SCHEMA' | 'EXCHANGE_MISMATCH' | 'LINK_CODE_INVALID'

function readQuestion(message: Received<'whom'>, at: Date, deps: Deps): Verdict<Question, QuestionCode> {
  const opened = openEnclosure({ message, name: 'ask', verifier: deps.verifier, at })
  if (!opened.ok) return opened
  const ask = opened.value
  const { body, from } = message
  const fits =
    ask.from === from &&
    ask.body.exchange === body.exchange &&
    equalBytes(ask.digest, base64url.decode(body.askDigest)) &&
    ask.notAfter === message.notAfter
  if (!fits) return no('EXCHANGE_MISMATCH')
  // The schema cannot say how long a month is: a 31st of February is refused here.
  const { period } = ask.body
  if (period !== undefined && !(isCalendarDate(period.from) && isCalendarDate(period.until)))
    return no('MESSAGE_SCHEMA')
  const personId = deps.linkCodes.decode(from, body.linkCode)
  const inquirer = deps.directory.find(from)
  if (personId === undefined || inquirer === undefined) return no('LINK_CODE_INVALID')
  return ok({ message, ask, personId, inquirer, provider: deps.directory.find(ask.to) })
}

/** Exchange ids that were never used before, each with the first question that names it. */
async function withoutRepeated(work: Work<CoreTables>, questions: readonly Question[]): Promise<Map<string, Question>> {
  const fresh = new Map<string, Question>()
  for (const question of questions)
    if (!fresh.has(question.ask.body.exchange)) fresh.set(question.ask.body.exchange, question)
  const used = await work.tx
    .selectFrom('exchanges')
    .select('exchange_id')
    .where('exchange_id', 'in', [...fresh.keys(), ''])
    .execute()
  for (const { exchange_id } of used) fresh.delete(exchange_id)
  return fresh
}

async function decideAll(
  work: Work<CoreTables>,
  questions: readonly Question[],
): Promise<(Question & { decision: Decision })[]> {
  if (questions.length === 0) return []
  const mandateIds = questions.flatMap(({ message }) => message.body.mandate ?? [])
  const mandates =
    mandateIds.length === 0
      ? []
      : await work.tx.selectFrom('mandates').selectAll().where('mandate_id', 'in', mandateIds).execute()
  const live = new Map(
    mandates
      .filter((row) => row.ended_at === null && row.expires_at.getTime() > work.at.getTime())
      .map((row) => [row.mandate_id, row]),
  )
  const { rows } = await sql<{ party: string; person_id: Uint8Array }>`
    select party, person_id from assigned_codes
    join unnest(${questions.map(({ ask }) => ask.to)}::text[], ${questions.map(({ personId }) => hex.encode(personId))}::text[]) as t (p, id)
      on party = p and person_id = decode(id, 'hex')`.execute(work.tx)
  const acquired = new Set(rows.map((row) => `${row.party} ${hex.encode(row.person_id)}`))
  return questions.map((question) => {
    const { message, ask, personId, inquirer, provider } = question
    const mandate = message.body.mandate === undefined ? undefined : live.get(message.body.mandate)
    const decision = decideInquiry({
      ask: ask.body,
      inquirer,
      provider,
      hasLiveMandate:
        mandate !== undefined && mandate.party === message.from && equalBytes(mandate.person_id, personId),
      providerHasCode: acquired.has(`${ask.to} ${hex.encode(personId)}`),
      at: work.at,
    })
    return { ...question, decision }
  })
}

async function recordAsked(
  work: Work<CoreTables>,
  decided: readonly (Question & { decision: Decision })[],
  deps: Deps,
): Promise<Asked[]> {
  const { tx, at } = work
  const entries = await appendAsked(
    tx,
    decided.map(({ ask, decision }) => ({
      kind: 'asked',
      exchange: ask.body.exchange,
      at: at.toISOString(),
      inquirer: ask.from,
      provider: ask.to,
      affair: ask.body.affair,
      type: ask.body.type,
      ...(decision.isPermitted ? { basis: decision.rule.item } : {}),
      ...(ask.body.period === undefined
        ? {}
        : { periodFrom: ask.body.period.from, periodUntil: ask.body.period.until }),
      askDigest: hex.encode(ask.digest),
    })),
    deps.random,
  )
  const asked = decided.map((question, i) => ({
    ...question,
    askedLeaf: (entries[i] as (typeof entries)[number]).leafHash,
  }))
  if (asked.length === 0) return asked
  const column = (read: (question: Asked) => string | null | undefined) => asked.map((one) => read(one) ?? null)
  await sql`
    insert into exchanges (exchange_id, person_id, inquirer, provider, affair, type, basis, period_from, period_until,
      ask_digest, asked_at, asked_leaf, not_after)
    select exchange, decode(person, 'hex'), inquirer, provider, affair, type, basis, period_from, period_until,
      decode(ask_digest, 'hex'), ${at}, decode(asked_leaf, 'hex'), not_after
    from unnest(${column(({ ask }) => ask.body.exchange)}::text[], ${column(({ personId }) => hex.encode(personId))}::text[],
      ${column(({ ask }) => ask.from)}::text[], ${column(({ ask }) => ask.to)}::text[], ${column(({ ask }) => ask.body.affair)}::text[],
      ${column(({ ask }) => ask.body.type)}::text[],
      ${column(({ decision }) => (decision.isPermitted ? decision.rule.item : null))}::text[],
      ${column(({ ask }) => ask.body.period?.from)}::date[], ${column(({ ask }) => ask.body.period?.until)}::date[],
      ${column(({ ask }) => hex.encode(ask.digest))}::text[], ${column(({ askedLeaf }) => hex.encode(askedLeaf))}::text[],
      ${asked.map(({ ask }) => new Date(ask.notAfter))}::timestamptz[])
      as t (exchange, person, inquirer, provider, affair, type, basis, period_from, period_until, ask_digest, asked_leaf, not_after)`.execute(
    tx,
  )
  return asked
}

function postPermit(work: Work<CoreTables>, { ask, personId, decision }: Asked, { linkCodes }: Deps): void {
  if (!decision.isPermitted) return
  work.post({
    name: 'permit',
    to: ask.to,
    body: {
      exchange: ask.body.exchange,
      linkCode: linkCodes.encode(ask.to, personId),
      inquirer: ask.from,
      askDigest: base64url.encode(ask.digest),
      basis: decision.rule.item,
      expiresAt: new Date(ask.notAfter).toISOString(),
    },
    enclosures: [ask.bytes],
    notAfter: ask.notAfter,
  })
}

function refusalOf({ ask, personId, decision, askedLeaf }: Asked) {
  if (decision.isPermitted) return []
  const { outcome, reason } = decision
  return [{ exchange: ask.body.exchange, personId, inquirer: ask.from, askedLeaf, outcome, reason, isHidden: false }]
}
