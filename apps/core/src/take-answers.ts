import type { Work } from '@madoguchi/delivery'
import type { FactsView } from '@madoguchi/facts'
import type { Log, Random } from '@madoguchi/kit'
import { base64url, equalBytes, sha256 } from '@madoguchi/kit'
import type { JudgedReason, Received } from '@madoguchi/messages'
import type { Closure } from './close-exchanges.ts'
import { closeExchanges } from './close-exchanges.ts'
import type { KnownExchange } from './lock-exchanges.ts'
import { lockExchanges } from './lock-exchanges.ts'
import { selfInformation } from './self-information.ts'
import type { CoreTables } from './tables.ts'

/** A provider's signed outcome, and its mark. */
export type Provided = { readonly answer: Received<'answer'>; readonly isHidden: boolean }

export type TakingDeps = { readonly facts: FactsView; readonly random: Random; readonly log: Log }

/**
 * 情報提供: takes each outcome once, writes "closed", then passes the answer on as it was signed. Where the rule was withdrawn
 * since, or the provider judges that there is none, it closes as not permitted and no answer passes. Gives a code for each
 * in their order, undefined where it was taken.
 */
export async function takeAnswers(
  work: Work<CoreTables>,
  provided: readonly Provided[],
  { facts, random, log }: TakingDeps,
): Promise<(string | undefined)[]> {
  const { known, ends } = await lockExchanges(
    work.tx,
    provided.map(({ answer, isHidden }) => ({ exchange: answer.body.exchange, isHidden })),
  )
  const closures = new Map<string, Closure>()
  const codes = provided.map(({ answer, isHidden }) => {
    const exchange = known.get(answer.body.exchange)
    if (exchange === undefined || exchange.provider !== answer.from) return 'EXCHANGE_UNKNOWN'
    // Past its end an exchange takes no answer, whether or not it has been closed by now.
    const isOver =
      exchange.outcome !== null || exchange.ended !== null || exchange.not_after.getTime() < work.at.getTime()
    if (isOver || closures.has(exchange.exchange_id)) return 'EXCHANGE_CLOSED'
    if (!fits(answer, exchange)) return 'EXCHANGE_MISMATCH'
    const reason = answer.body.reason ?? findWithdrawal(facts, exchange, work.at)
    if (reason !== undefined) log.warn('PERMIT_REFUSED', { exchange: exchange.exchange_id, reason })
    closures.set(exchange.exchange_id, closureOf(answer, exchange, { isHidden, reason }))
    return undefined
  })
  await closeExchanges(work, [...closures.values()], random, ends)
  return codes
}

function fits({ body, payload }: Received<'answer'>, { ask_digest, affair }: KnownExchange): boolean {
  if (!equalBytes(base64url.decode(body.askDigest), ask_digest)) return false
  // The one ending is for people who ask for themselves; an agency hears why.
  if (body.outcome === 'nothing-to-show' && affair !== selfInformation) return false
  if ((body.outcome === 'not-permitted') !== (body.reason !== undefined)) return false
  if (body.outcome !== 'answered') return payload.length === 0 && body.sealedDigest === undefined
  return (
    payload.length > 0 &&
    body.sealedDigest !== undefined &&
    equalBytes(base64url.decode(body.sealedDigest), sha256(payload))
  )
}

/** What was judged before versions were noted is believed as it was. */
function findWithdrawal(
  facts: FactsView,
  { basis, facts_version }: KnownExchange,
  at: Date,
): 'PERMISSION_WITHDRAWN' | undefined {
  if (basis === null || facts_version === null) return undefined
  return facts.findWithdrawal(basis, facts_version, at) === undefined ? undefined : 'PERMISSION_WITHDRAWN'
}

function closureOf(
  { body, payload, bytes }: Received<'answer'>,
  exchange: KnownExchange,
  { isHidden, reason }: { isHidden: boolean; reason: JudgedReason | undefined },
): Closure {
  const closure = {
    exchange: exchange.exchange_id,
    personId: exchange.person_id,
    inquirer: exchange.inquirer,
    askedLeaf: exchange.asked_leaf,
    isHidden: exchange.affair !== selfInformation && (isHidden || exchange.asked_hidden),
  }
  if (reason !== undefined) return { ...closure, outcome: 'not-permitted', reason }
  return {
    ...closure,
    outcome: body.outcome,
    answer: bytes,
    ...(body.outcome === 'answered' ? { answerDigest: sha256(payload) } : {}),
  }
}
