import type { Handler, Work } from '@madoguchi/delivery'
import { undecided } from '@madoguchi/delivery'
import { base64url, equalBytes } from '@madoguchi/kit'
import type { Received, Verifier } from '@madoguchi/messages'
import { openEnclosure } from '@madoguchi/messages'
import { sql } from 'kysely'
import { wasHidden } from '../earlier-codes.ts'
import { isDayOfQuestion, judgePermit } from '../judge-permit.ts'
import type { Permitted } from '../permitted.ts'
import type { ProvideDeps } from '../provide.ts'
import { provide } from '../provide.ts'
import type { Fresh } from '../provisions.ts'
import { insertProvisions } from '../provisions.ts'
import { selfInformation } from '../self-information.ts'
import type { AgencyTables } from '../tables.ts'

/**
 * 情報提供許可: answers only with the core's leave, once; holds the answer to another agency where an officer must release it.
 * Nobody who asks for themselves waits for an officer: waiting would tell whoever holds their card that there is one. What
 * can be read of nobody at the moment, or judged of nobody since our facts are behind, is left undecided, and comes again.
 */
export function makePermit(deps: ProvideDeps & { verifier: Verifier }): Handler<AgencyTables, 'permit'> {
  return async (work, messages) => {
    const opened = messages.map((permit) => readAsk(permit, { receivedAt: work.at, at: work.at }, deps))
    const permitted = opened.flatMap((one) => (typeof one === 'string' ? [] : [one]))
    // Two permits for one exchange in one batch are one permit.
    const asks = [...new Map(permitted.map((one) => [one.permit.body.exchange, one])).values()]
    const standings = await findStandings(work.tx, asks, work.at)
    const behind: Received<'permit'>[] = []
    const fresh = asks.flatMap(({ permit, ask }): Fresh[] => {
      const standing = standings.get(permit.body.exchange)
      if (standing === undefined || standing.is_known) return []
      const refusal = judgePermit({ permit, ask }, deps, work.at)
      if (refusal === 'FACTS_UNKNOWN') {
        behind.push(permit)
        return []
      }
      const person = personOf(standing)
      const isHeld = refusal === undefined && standing.holds_answers && ask.body.affair !== selfInformation
      return [{ permit, ask, person, isHidden: standing.is_hidden, isHeld, refusal }]
    })
    noteJudged(work, { fresh, behind }, deps)
    const now = fresh.filter(({ isHeld }) => !isHeld)
    const answers = now.length === 0 ? [] : await provide(work, now, deps)
    const answerOf = new Map(now.map((one, i) => [one, answers[i]]))
    const waiting = now.filter((one) => answerOf.get(one) === undefined)
    const provided = fresh.filter((one) => !waiting.includes(one))
    if (provided.length > 0) work.write(insertProvisions(provided, answerOf, work.at))
    const open = new Set([...waiting.map(({ permit }) => permit), ...behind].map(({ body }) => body.exchange))
    return opened.map((one) => {
      if (typeof one === 'string') return one
      return open.has(one.permit.body.exchange) ? undecided : undefined
    })
  }
}

/** For an operator: what we would not answer, and that our facts are older than the core's. */
function noteJudged(
  work: Work<AgencyTables>,
  { fresh, behind }: { fresh: readonly Fresh[]; behind: readonly Received<'permit'>[] },
  { log, countCauses }: Pick<ProvideDeps, 'log' | 'countCauses'>,
): void {
  for (const { permit, refusal } of fresh)
    if (refusal !== undefined) log.warn('PERMIT_REFUSED', { exchange: permit.body.exchange, reason: refusal })
  if (behind.length === 0) return
  const version = Math.max(...behind.map(({ body }) => body.facts ?? 0))
  log.warn('FACTS_UNKNOWN', { version, questions: behind.length })
  work.afterCommit(() => countCauses?.(behind.map(() => 'facts-behind')))
}

/** The question that a permit lets us answer. The asker's key counts as of `receivedAt`, the permit's end as of `at`. */
export function readAsk(
  permit: Received<'permit'>,
  { receivedAt, at }: { receivedAt: Date; at: Date },
  deps: { self: string; verifier: Verifier },
) {
  const ask = openEnclosure({ message: permit, name: 'ask', verifier: deps.verifier, at: receivedAt })
  if (!ask.ok) return ask.code
  // Another ask than the one that the core signed for: a carrier may have put it there, and the right one may come.
  if (!equalBytes(ask.value.digest, base64url.decode(permit.body.askDigest))) return 'MESSAGE_ENCLOSURE' as const
  const fits =
    ask.value.to === deps.self &&
    ask.value.from === permit.body.inquirer &&
    ask.value.body.exchange === permit.body.exchange &&
    Date.parse(permit.body.expiresAt) > at.getTime() &&
    isDayOfQuestion(permit, receivedAt)
  return fits ? { permit, ask: ask.value } : ('EXCHANGE_MISMATCH' as const)
}

type Standing = {
  readonly exchange: string
  /** It was noted before: whatever comes twice is provided once. */
  readonly is_known: boolean
  readonly person_ref: string | null
  readonly holds_answers: boolean
  readonly withholds_data: boolean
  readonly is_hidden: boolean
  readonly is_released: boolean
}

function personOf(standing: Standing): Permitted['person'] {
  const { person_ref: ref, holds_answers, withholds_data, is_released } = standing
  if (ref === null) return undefined
  return {
    ref,
    holdsAnswers: holds_answers,
    withholdsData: withholds_data,
    isReleased: is_released,
  }
}

/**
 * What we know about each exchange: whether it is new here, and the person behind the link code where we know one. Each row
 * is looked up by itself, whatever the planner thought of a table that was empty when it made its plan. The arrays stand in a
 * `select` of their own, so that it does not see how few they hold and keeps its plan.
 */
async function findStandings(
  tx: Parameters<Handler<AgencyTables, 'permit'>>[0]['tx'],
  asks: readonly { permit: Received<'permit'>; ask: Received<'ask'> }[],
  at: Date,
): Promise<Map<string, Standing>> {
  if (asks.length === 0) return new Map()
  const { rows } = await sql<Standing>`
    select exchange, v.found is not null as is_known, p.person_ref,
      coalesce(p.holds_answers, false) as holds_answers, p.withholds_data, coalesce(p.hides_records, ${wasHidden(sql`t.code`)}, false) as is_hidden,
      r.found is not null as is_released
    from unnest((select ${asks.map(({ permit }) => permit.body.exchange)}::text[]), (select ${asks.map(({ permit }) => permit.body.linkCode)}::text[]),
      (select ${asks.map(({ ask }) => ask.body.type)}::text[])) as t (exchange, code, type)
    left join lateral (select true as found from provisions where exchange_id = t.exchange limit 1) v on true
    left join lateral (
      select person_ref, holds_answers, withholds_data, hides_records from people where link_code = t.code limit 1) p on true
    left join lateral (
      select true as found from releases where person_ref = p.person_ref and type = t.type and until > ${at} limit 1) r on true`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.exchange, row]))
}
