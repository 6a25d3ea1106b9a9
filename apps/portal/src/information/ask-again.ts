import type { Verdict } from '@madoguchi/kit'
import { hex, makeId, ok } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { noteActivity } from '../session/activity.ts'
import { countRequest } from '../shell/limits/counts.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { World } from '../shell/world.ts'
import { type Ask, composeAsks } from './compose-asks.ts'
import { splitByRoom } from './split-by-room.ts'

export type AskedAgain = { readonly asked: number; readonly notAsked: number }

/**
 * Asks what of a request could not be asked before, and what is no longer kept, as far as its agencies have room now.
 * REQUEST_WAITS, with nothing changed, when none has. Two windows at once ask each question once.
 */
export async function askAgain(
  world: World,
  session: OpenSession,
  request: string,
): Promise<Verdict<AskedAgain, 'TOO_MANY' | 'REQUESTS_USED_UP' | 'REQUEST_WAITS'>> {
  const { db, delivery, deps, limits, unanswered, waiters } = world
  const questions = await db.kysely
    .selectFrom('inquiries')
    .select(['exchange', 'type', 'provider'])
    .where('request', '=', request)
    .where('account', '=', session.account)
    .where('state', 'in', ['not-asked', 'no-longer-kept'])
    .execute()
  if (questions.length === 0) return ok({ asked: 0, notAsked: 0 })
  const split = await splitByRoom(world, questions)
  if (!split.ok) return split
  const counted = await countRequest(limits, session.account)
  if (!counted.ok) return counted
  // An exchange is asked once: what was answered before gets another.
  const again = split.value.free.map((one) => ({ ...one, line: one.exchange, exchange: makeId('exc', deps.random) }))
  const lines = new Map(again.map(({ exchange, line }) => [exchange, line]))
  const asks = await composeAsks(world, session, again)
  const taken = await delivery.transact(async ({ tx, at, post, afterCommit }) => {
    const mine = await take(tx, { session, asks, lines, at })
    for (const { composed } of mine) post(composed.whom)
    if (mine.length > 0) await noteActivity(tx, session, { event: 'asked', at, count: mine.length })
    afterCommit(() => waiters.wake(request))
    return mine
  })
  for (const { question } of taken) unanswered.note(question.provider, 1)
  deps.log.info('ASKED', { request, inquiries: taken.length, notAsked: split.value.crowded.length })
  return ok({ asked: taken.length, notAsked: split.value.crowded.length })
}

/** Those that nobody else has asked meanwhile; none of a request that was deleted. */
async function take(
  tx: Kysely<PortalTables>,
  {
    session,
    asks,
    lines,
    at,
  }: { session: OpenSession; asks: readonly Ask[]; lines: ReadonlyMap<string, string>; at: Date },
): Promise<readonly Ask[]> {
  const { rows } = await sql<{ exchange: string }>`
    update inquiries i set exchange = t.exchange, state = 'asking', reason = null, is_closed_by_core = false, vault = ${session.vault}, ask_digest = decode(t.ask_digest, 'hex'),
      asked_at = ${at}, changed_at = ${at}, not_after = t.not_after, closed_at = null, told_at = null
    from unnest(${asks.map(({ question }) => lines.get(question.exchange) ?? null)}::text[],
      ${asks.map(({ question }) => question.exchange)}::text[],
      ${asks.map(({ composed }) => hex.encode(composed.ask.digest))}::text[],
      ${asks.map(({ notAfter }) => notAfter)}::timestamptz[]) as t (line, exchange, ask_digest, not_after), requests r
    where i.exchange = t.line and i.account = ${session.account} and i.state in ('not-asked', 'no-longer-kept')
      and r.request = i.request and r.deleted_at is null
    returning i.exchange`.execute(tx)
  const taken = new Set(rows.map(({ exchange }) => exchange))
  return asks.filter(({ question }) => taken.has(question.exchange))
}
