import type { Database } from '@madoguchi/db'
import type { Work } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { dayMs, hex } from '@madoguchi/kit'
import type { Outcome, Received } from '@madoguchi/messages'
import type { Kysely, RawBuilder, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { Ask, Question } from './compose-asks.ts'
import { openStates } from './state.ts'

const goneAtOnce = 1000

// The life of an inquiry: nothing else writes `inquiries` and `requests`. Each function is one step, and says from which states to which.
//
//   asking → delayed → answered, nothing-to-show, not-permitted, refused, expired, withdrawn → (answered) no-longer-kept
//   not-asked, no-longer-kept → asking

type Tx = Kysely<PortalTables>

export type Inquiry = Selectable<PortalTables['inquiries']>

export function insertRequest(made: { request: string; account: string; at: Date }): RawBuilder<unknown> {
  return sql`insert into requests (request, account, created_at) values (${made.request}, ${made.account}, ${made.at})`
}

type Made = { readonly request: string; readonly session: OpenSession; readonly at: Date }

/** → asking. One statement for all, the same however many: PostgreSQL plans it once. */
export function insertAsking({ request, session, asks, at }: Made & { asks: readonly Ask[] }): RawBuilder<unknown> {
  return sql`
    insert into inquiries (exchange, request, account, vault, type, provider, ask_digest, state, asked_at, not_after, changed_at)
    select exchange, ${request}, ${session.account}, ${session.vault}, type, provider, decode(ask_digest, 'hex'), 'asking', ${at}, not_after, ${at}
    from unnest(${asks.map(({ question }) => question.exchange)}::text[], ${asks.map(({ question }) => question.type)}::text[],
      ${asks.map(({ question }) => question.provider)}::text[], ${asks.map(({ composed }) => hex.encode(composed.ask.digest))}::text[],
      ${asks.map(({ notAfter }) => notAfter)}::timestamptz[]) as t (exchange, type, provider, ask_digest, not_after)`
}

/** → not-asked. Nobody was asked, so there is nothing to wait for, and no mail to send of it. */
export function insertNotAsked({
  request,
  session,
  crowded,
  at,
}: Made & { crowded: readonly Question[] }): RawBuilder<unknown> {
  return sql`
    insert into inquiries (exchange, request, account, vault, type, provider, ask_digest, state, asked_at, not_after,
      changed_at, closed_at, told_at)
    select exchange, ${request}, ${session.account}, ${session.vault}, type, provider, ''::bytea, 'not-asked', ${at}, ${at},
      ${at}, ${at}, ${at}
    from unnest(${crowded.map(({ exchange }) => exchange)}::text[], ${crowded.map(({ type }) => type)}::text[],
      ${crowded.map(({ provider }) => provider)}::text[]) as t (exchange, type, provider)`
}

/** not-asked, no-longer-kept → asking, under new numbers. Gives those that nobody else has asked meanwhile; none of a request that was deleted. */
export async function askLinesAgain(
  tx: Tx,
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

/** asking → delayed: 提供機関停止中. Gives the requests whose lists are others now. */
export async function delay(tx: Tx, { exchanges, at }: { exchanges: readonly string[]; at: Date }): Promise<string[]> {
  const rows = await tx
    .updateTable('inquiries')
    .set({ state: 'delayed', changed_at: at })
    .where('exchange', 'in', exchanges)
    .where('state', '=', 'asking')
    .returning('request')
    .execute()
  return rows.map(({ request }) => request)
}

/** How an inquiry ends by the core's word and the provider's answer. */
export type Closing = {
  readonly inquiry: Inquiry
  readonly body: Received<'closed'>['body']
  readonly ending: Outcome
  readonly sealed: Bytes | undefined
  /** What a request for a check is sealed to, where the provider said so. */
  readonly checkKey?: string | undefined
}

/** asking, delayed, expired here → what its ending says. One statement for all, and all answers in one parameter. Of a request that was deleted meanwhile no answer is kept. */
export async function close(
  { tx, at }: Pick<Work<PortalTables>, 'tx' | 'at'>,
  closings: readonly Closing[],
): Promise<void> {
  if (closings.length === 0) return
  const sizes = closings.map(({ sealed }) => sealed?.length ?? null)
  const starts = sizes.map((_, i) => 1 + sizes.slice(0, i).reduce<number>((sum, size) => sum + (size ?? 0), 0))
  const all = Buffer.concat(closings.map(({ sealed }) => sealed ?? new Uint8Array(0)))
  // The keys stand there twice: by the join alone the planner may go through a table that was small when it made its plan.
  const exchanges = closings.map(({ inquiry }) => inquiry.exchange)
  await sql`
    update inquiries i set state = t.state, reason = t.reason, closed_at = t.closed_at, changed_at = ${at}, is_closed_by_core = true,
      check_key = t.check_key, check_requested_at = null,
      sealed = case when exists (select from requests r where r.request = i.request and r.deleted_at is null)
        then substring(${all}::bytea from t.start for t.size) end
    from unnest(${exchanges}::text[], ${closings.map(({ inquiry }) => inquiry.account)}::text[],
      ${closings.map(({ ending }) => ending)}::text[], ${closings.map(reasonOf)}::text[],
      ${closings.map(({ body }) => new Date(body.closedAt))}::timestamptz[], ${starts}::int[], ${sizes}::int[],
      ${closings.map(({ checkKey }) => checkKey ?? null)}::text[])
      as t (exchange, account, state, reason, closed_at, start, size, check_key)
    where i.exchange = t.exchange and i.account = t.account and i.exchange = any(${exchanges}::text[])`.execute(tx)
}

/** Why the core refused; the one ending has no reason. */
function reasonOf({ body, ending }: Closing): string | null {
  return ending === 'nothing-to-show' ? null : (body.reason ?? null)
}

/** open → expired. Should the core's word never come, nobody waits for ever. Gives the requests. */
export async function expire(db: Tx, { before, at }: { before: Date; at: Date }): Promise<string[]> {
  const rows = await db
    .updateTable('inquiries')
    .set({ state: 'expired', changed_at: at, closed_at: at })
    // Written out, not as values: so the index of what is open serves a prepared statement, too.
    .where(sql<boolean>`state in ('asking', 'delayed')`)
    .where('not_after', '<', before)
    .returning('request')
    .execute()
  return rows.map(({ request }) => request)
}

/** open → expired, not-permitted: the question lies among the dead letters. Gives the requests. */
export async function closeUndeliverable(db: Tx, at: Date): Promise<string[]> {
  const { rows } = await sql<{ request: string }>`
    update inquiries i set changed_at = ${at}, closed_at = ${at}, reason = d.code,
      state = case when d.code = 'DELIVERY_EXPIRED' then 'expired' else 'not-permitted' end
    from dead_letters d
    where d.reference = i.exchange and d.name = 'whom' and i.state in ('asking', 'delayed')
    returning i.request`.execute(db)
  return rows.map(({ request }) => request)
}

/** open → expired, not-permitted: the operator took the question out of the dead letters for good. */
export async function closeDiscarded(tx: Tx, letter: { exchange: string; code: string; at: Date }): Promise<void> {
  const { exchange, code, at } = letter
  const state = code === 'DELIVERY_EXPIRED' ? 'expired' : 'not-permitted'
  await tx
    .updateTable('inquiries')
    .set({ state, reason: code, closed_at: at, changed_at: at })
    .where('exchange', '=', exchange)
    .where('state', 'in', openStates)
    .execute()
}

/** expired, not-permitted here → asking: the operator sent the question again. */
export async function reopen(tx: Tx, { exchange, at }: { exchange: string; at: Date }): Promise<void> {
  await tx
    .updateTable('inquiries')
    .set({ state: 'asking', reason: null, closed_at: null, changed_at: at, told_at: null })
    .where('exchange', '=', exchange)
    .where('is_closed_by_core', '=', false)
    .where('state', 'in', ['not-permitted', 'expired'])
    .execute()
}

/** open → withdrawn, of one account's request. Gives the exchanges. */
export async function withdraw(
  tx: Tx,
  { account, request, exchange, at }: { account: string; request: string; exchange?: string | undefined; at: Date },
): Promise<string[]> {
  const open = tx
    .updateTable('inquiries')
    .set({ state: 'withdrawn', changed_at: at, closed_at: at })
    .where('account', '=', account)
    .where('request', '=', request)
    .where('state', 'in', openStates)
  const rows = await (exchange === undefined ? open : open.where('exchange', '=', exchange))
    .returning('exchange')
    .execute()
  return rows.map((row) => row.exchange)
}

/** The request is shown no more. False when it is not this account's, or gone already. */
export async function hideRequest(
  tx: Tx,
  { account, request, at }: { account: string; request: string; at: Date },
): Promise<boolean> {
  const gone = await tx
    .updateTable('requests')
    .set({ deleted_at: at })
    .where('request', '=', request)
    .where('account', '=', account)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return gone.numUpdatedRows > 0n
}

/** The answers of a request go; their states stay. */
export async function dropAnswers(tx: Tx, { account, request }: { account: string; request: string }): Promise<void> {
  await tx
    .updateTable('inquiries')
    .set({ sealed: null })
    .where('request', '=', request)
    .where('account', '=', account)
    .execute()
}

/** 確認を依頼する: said once. */
export async function noteCheck(tx: Tx, { exchange, at }: { exchange: string; at: Date }): Promise<void> {
  await tx.updateTable('inquiries').set({ check_requested_at: at }).where('exchange', '=', exchange).execute()
}

/** Marks what is due as told, so that no other copy of the program tells it too. Nothing older than a day is news. */
export async function takeDueToTell(
  tx: Tx,
  { at, gatherMs, request }: { at: Date; gatherMs: number; request: string | undefined },
) {
  const { rows } = await sql<{ request: string; account: string }>`
    update inquiries i set told_at = ${at}
    from requests r
    where r.request = i.request and r.deleted_at is null
      and (${request ?? null}::text is null or i.request = ${request ?? null}::text)
      and i.told_at is null and i.state not in ('asking', 'delayed', 'withdrawn')
      and i.changed_at > ${new Date(at.getTime() - dayMs)}
      and (
        not exists (select from inquiries o where o.request = i.request and o.state in ('asking', 'delayed'))
        or exists (select from inquiries e where e.request = i.request and e.told_at is null
          and e.state not in ('asking', 'delayed', 'withdrawn') and e.changed_at <= ${new Date(at.getTime() - gatherMs)}))
    returning i.request, i.account`.execute(tx)
  return [...Map.groupBy(rows, (row) => row.request).values()].map((group) => ({
    account: group[0]?.account ?? '',
    count: group.length,
  }))
}

/**
 * answered, or given up here → no-longer-kept: 保存期間終了. Drops the answers that `which` names and says so on their lines. One statement for all reasons, so that an answer that left
 * early looks like one whose 30 days are over; no mail tells of it. Gives the requests whose lists are others now.
 */
export async function endKeeping(
  tx: Tx,
  { which, at }: { which: RawBuilder<unknown>; at: Date },
): Promise<readonly string[]> {
  const { rows } = await sql<{ request: string }>`
    update inquiries i set state = 'no-longer-kept', reason = null, sealed = null, changed_at = ${at}, is_closed_by_core = true,
      told_at = coalesce(told_at, ${at})
    where ${which} returning i.request`.execute(tx)
  return [...new Set(rows.map(({ request }) => request))]
}

/** A request goes with the last of its inquiries: none is ever without one, so no other has to be looked at. In portions as well. */
export async function forgetRequests(
  { kysely }: Pick<Database<PortalTables>, 'kysely'>,
  { isEnded, before }: { isEnded: boolean; before: Date },
): Promise<void> {
  const which = isEnded ? sql`state = 'no-longer-kept'` : sql`closed_at is not null and state <> 'no-longer-kept'`
  for (let last = goneAtOnce; last === goneAtOnce; ) {
    const { rows } = await sql<{ count: number }>`
      with gone as (
        delete from inquiries where exchange in (
          select exchange from inquiries where ${which} and closed_at < ${before} order by closed_at limit ${sql.lit(goneAtOnce)})
        returning request, exchange),
      forgotten as (
        delete from requests r using (select distinct request from gone) g
        where r.request = g.request and not exists (
          select from inquiries i where i.request = r.request and i.exchange not in (select exchange from gone)))
      select count(*)::int as count from gone`.execute(kysely)
    last = rows[0]?.count ?? 0
  }
}
