import type { Handler, Work } from '@madoguchi/delivery'
import type { FactsView } from '@madoguchi/facts'
import type { Bytes, Random, Verdict } from '@madoguchi/kit'
import { base64url, equalBytes, hex, isCalendarDate, no, ok } from '@madoguchi/kit'
import type { Entry } from '@madoguchi/ledger'
import type { DirectoryView, Party, Received, Verifier } from '@madoguchi/messages'
import { openEnclosure } from '@madoguchi/messages'
import { sql } from 'kysely'
import { closeExchanges } from '../close-exchanges.ts'
import type { Decision } from '../decide.ts'
import { decideInquiry } from '../decide.ts'
import { insertExchanges } from '../exchanges.ts'
import { appendAsked } from '../ledger.ts'
import type { LinkCodes } from '../link-codes.ts'
import { personIdSizeBytes } from '../link-codes.ts'
import { selfInformation } from '../self-information.ts'
import type { CoreTables } from '../tables.ts'

type Question = {
  readonly message: Received<'whom'>
  readonly ask: Received<'ask'>
  readonly personId: Bytes
  readonly inquirer: Party
  readonly provider: Party | undefined
}
type Decided = Question & { readonly decision: Decision }
type Asked = Decided & { readonly askedLeaf: Bytes }
type Deps = { linkCodes: LinkCodes; facts: FactsView; directory: DirectoryView; verifier: Verifier; random: Random }

/** 情報照会: decides, writes "asked" into the ledger, and gives the permit or closes at once. All of it in one transaction. */
export function makeWhom(deps: Deps): Handler<CoreTables, 'whom'> {
  return async (work, messages) => {
    const read = messages.map((message) => readQuestion(message, work.at, deps))
    const first = firstOfEach(read.flatMap((question) => (question.ok ? [question.value] : [])))
    const decided = await decideFresh(work, [...first.values()], deps.facts)
    const fresh = new Set<unknown>(decided.map(({ message }) => message))
    const asked = recordAsked(work, decided, deps)
    for (const question of asked) if (question.decision.isPermitted) postPermit(work, question, deps)
    await closeExchanges(work, asked.flatMap(refusalOf), deps.random)
    return read.map((question) => {
      if (!question.ok) return question.code
      return fresh.has(question.value.message) ? undefined : 'EXCHANGE_REPEATED'
    })
  }
}

type QuestionCode = 'MESSAGE_ENCLOSURE' | 'MESSAGE_SCHEMA' | 'EXCHANGE_MISMATCH' | 'LINK_CODE_INVALID'

function readQuestion(message: Received<'whom'>, at: Date, deps: Deps): Verdict<Question, QuestionCode> {
  const opened = openEnclosure({ message, name: 'ask', verifier: deps.verifier, at })
  if (!opened.ok) return opened
  const ask = opened.value
  const { body, from } = message
  // Another ask than the one that the sender signed for: a carrier may have put it there, and the right one may come.
  if (!equalBytes(ask.digest, base64url.decode(body.askDigest))) return no('MESSAGE_ENCLOSURE')
  const fits = ask.from === from && ask.body.exchange === body.exchange && ask.notAfter === message.notAfter
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

/** Each exchange id with the first question of this batch that names it. */
function firstOfEach(questions: readonly Question[]): Map<string, Question> {
  const first = new Map<string, Question>()
  for (const question of questions)
    if (!first.has(question.ask.body.exchange)) first.set(question.ask.body.exchange, question)
  return first
}

/** Decides the questions whose exchange id was never used before, and leaves out the others. */
async function decideFresh(
  work: Work<CoreTables>,
  questions: readonly Question[],
  facts: FactsView,
): Promise<Decided[]> {
  const standings = await findStandings(work, questions)
  return questions.flatMap((question, i) => {
    const { message, ask, personId, inquirer, provider } = question
    const { is_used, has_code, mandate_party, mandate_person } = standings[i] as Standing
    if (is_used) return []
    const decision = decideInquiry({
      ask: ask.body,
      inquirer,
      provider,
      facts,
      hasLiveMandate: mandate_person !== null && mandate_party === message.from && equalBytes(mandate_person, personId),
      providerHasCode: has_code,
      at: work.at,
    })
    return [{ ...question, decision }]
  })
}

/** What we hold about a question; its mandate only where that lives. */
type Standing = {
  readonly is_used: boolean
  readonly has_code: boolean
  readonly mandate_party: string | null
  readonly mandate_person: Bytes | null
}

/**
 * In the order of the questions, by one statement. Each row is looked up by itself: a plan that was made while a table was
 * small, as those of a new core are until PostgreSQL gathers statistics, would else read all of it for every batch. The
 * arrays stand in a `select` of their own, so that PostgreSQL does not see how few they hold and keeps its plan.
 */
async function findStandings(work: Work<CoreTables>, questions: readonly Question[]): Promise<Standing[]> {
  if (questions.length === 0) return []
  const { rows } = await sql<Standing>`
    select e.found is not null as is_used, a.found is not null as has_code, m.party as mandate_party, m.person_id as mandate_person
    from unnest((select ${questions.map(({ ask }) => ask.body.exchange)}::text[]), (select ${questions.map(({ ask }) => ask.to)}::text[]),
      (select ${questions.map(({ personId }) => hex.encode(personId))}::text[]),
      (select ${questions.map(({ message }) => message.body.mandate ?? null)}::text[]))
      with ordinality as t (exchange, provider, person, mandate, place)
    left join lateral (select true as found from exchanges where exchange_id = t.exchange limit 1) e on true
    left join lateral (
      select true as found from assigned_codes where party = t.provider and person_id = decode(t.person, 'hex') limit 1) a on true
    left join lateral (
      select party, person_id from mandates
      where mandate_id = t.mandate and ended_at is null and expires_at > ${work.at} limit 1) m on true
    order by t.place`.execute(work.tx)
  return rows
}

function recordAsked(work: Work<CoreTables>, decided: readonly Decided[], deps: Deps): Asked[] {
  const { at, write } = work
  const entries = appendAsked(
    work,
    decided.map(({ ask, decision }) => ({
      kind: 'asked',
      exchange: ask.body.exchange,
      at: at.toISOString(),
      inquirer: ask.from,
      provider: ask.to,
      affair: ask.body.affair,
      type: ask.body.type,
      ...(decision.isPermitted ? { basis: decision.rule.item } : {}),
      facts: decision.facts.version,
      ...(ask.body.period === undefined
        ? {}
        : { periodFrom: ask.body.period.from, periodUntil: ask.body.period.until }),
      askDigest: hex.encode(ask.digest),
    })),
    deps.random,
  )
  const asked = decided.map((question, i) => ({ ...question, askedLeaf: (entries[i] as Entry).leafHash }))
  if (asked.length > 0) {
    const rows = asked.map(({ ask, message, personId, decision, askedLeaf }) => ({
      ask,
      personId,
      askedLeaf,
      basis: decision.isPermitted ? decision.rule.item : undefined,
      factsVersion: decision.facts.version,
      isHidden: isAskedHidden({ ask, message }),
    }))
    write(insertExchanges(rows, at))
  }
  return asked
}

/** A person's own question is never hidden from them, whatever its inquirer says. */
function isAskedHidden({ ask, message }: Pick<Question, 'ask' | 'message'>): boolean {
  return message.body.record === 'hide' && ask.body.affair !== selfInformation
}

function postPermit(work: Work<CoreTables>, { ask, personId, decision }: Asked, { linkCodes, random }: Deps): void {
  if (!decision.isPermitted) return
  // Of nobody there is no code, and nobody has one: whoever is not known to the provider looks the same to it.
  const whose = decision.isForNobody ? random.bytes(personIdSizeBytes) : personId
  work.post({
    name: 'permit',
    to: ask.to,
    body: {
      exchange: ask.body.exchange,
      linkCode: linkCodes.encode(ask.to, whose),
      inquirer: ask.from,
      askDigest: base64url.encode(ask.digest),
      basis: decision.rule.item,
      expiresAt: new Date(ask.notAfter).toISOString(),
      facts: decision.facts.version,
      askedOn: decision.facts.day,
    },
    enclosures: [ask.bytes],
    notAfter: ask.notAfter,
  })
}

function refusalOf(asked: Asked) {
  const { ask, personId, decision, askedLeaf } = asked
  if (decision.isPermitted) return []
  const { outcome, reason } = decision
  const isHidden = isAskedHidden(asked)
  return [{ exchange: ask.body.exchange, personId, inquirer: ask.from, askedLeaf, outcome, reason, isHidden }]
}
