import type { Bytes } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import type { Outcome, Received } from '@madoguchi/messages'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'

// All that is written into the table of exchanges: a question begins one, it may end, and it closes.

type NewExchange = {
  readonly ask: Received<'ask'>
  readonly personId: Bytes
  /** The rule by which it was permitted; undefined where none permits it. */
  readonly basis: string | undefined
  /** The version of the facts by which it was judged. */
  readonly factsVersion: number
  readonly askedLeaf: Bytes
  readonly isHidden: boolean
}

export function insertExchanges(asked: readonly NewExchange[], at: Date): RawBuilder<unknown> {
  const column = (read: (question: NewExchange) => string | null | undefined) => asked.map((one) => read(one) ?? null)
  return sql`
    insert into exchanges (exchange_id, person_id, inquirer, provider, affair, type, basis, facts_version, period_from, period_until,
      ask_digest, asked_at, asked_leaf, not_after, asked_hidden)
    select exchange, decode(person, 'hex'), inquirer, provider, affair, type, basis, facts_version, period_from, period_until,
      decode(ask_digest, 'hex'), ${at}, decode(asked_leaf, 'hex'), not_after, asked_hidden
    from unnest(${column(({ ask }) => ask.body.exchange)}::text[], ${column(({ personId }) => hex.encode(personId))}::text[],
      ${column(({ ask }) => ask.from)}::text[], ${column(({ ask }) => ask.to)}::text[], ${column(({ ask }) => ask.body.affair)}::text[],
      ${column(({ ask }) => ask.body.type)}::text[], ${column(({ basis }) => basis)}::text[],
      ${asked.map(({ factsVersion }) => factsVersion)}::int[],
      ${column(({ ask }) => ask.body.period?.from)}::date[], ${column(({ ask }) => ask.body.period?.until)}::date[],
      ${column(({ ask }) => hex.encode(ask.digest))}::text[], ${column(({ askedLeaf }) => hex.encode(askedLeaf))}::text[],
      ${asked.map(({ ask }) => new Date(ask.notAfter))}::timestamptz[], ${asked.map(({ isHidden }) => isHidden)}::boolean[])
      as t (exchange, person, inquirer, provider, affair, type, basis, facts_version, period_from, period_until, ask_digest, asked_leaf,
        not_after, asked_hidden)`
}

/** Notes how exchanges closed, all at once. */
export function noteClosed(
  closures: readonly {
    readonly exchange: string
    readonly outcome: Outcome
    readonly reason?: string
    readonly isHidden: boolean
  }[],
  at: Date,
): RawBuilder<unknown> {
  // The keys stand there twice: by the join alone the planner may go through a table that was small when it made its plan.
  // And in a select of their own: else it sees how few they are, and makes a plan for every batch.
  const ids = closures.map((c) => c.exchange)
  return sql`
    update exchanges e set outcome = t.outcome, reason = t.reason, is_hidden = t.is_hidden, closed_at = ${at}
    from unnest((select ${ids}::text[]), (select ${closures.map((c) => c.outcome)}::text[]),
      (select ${closures.map((c) => c.reason ?? null)}::text[]), (select ${closures.map((c) => c.isHidden)}::boolean[]))
      as t (exchange_id, outcome, reason, is_hidden)
    where e.exchange_id = t.exchange_id and e.exchange_id = any((select ${ids}::text[])::text[])`
}

/** Notes which exchanges ended and wait for their provider's word about the record. */
export function noteEnded(
  endings: readonly { readonly exchange: string; readonly ended: 'expired' | 'withdrawn' }[],
  at: Date,
): RawBuilder<unknown> {
  return sql`
    update exchanges e set ended = t.ended, ended_at = ${at}
    from unnest((select ${endings.map(({ exchange }) => exchange)}::text[]), (select ${endings.map(({ ended }) => ended)}::text[]))
      as t (exchange_id, ended)
    where e.exchange_id = t.exchange_id`
}

/** Notes of which open exchanges the inquirer withholds the record after all. */
export function noteHidden(exchanges: readonly string[]): RawBuilder<unknown> {
  return sql`update exchanges set asked_hidden = true where exchange_id = any((select ${exchanges}::text[])::text[])`
}
