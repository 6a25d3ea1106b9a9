import type { Bytes } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { AgencyTables } from './tables.ts'

// All that is written into the table of our own inquiries.

type NewInquiry = {
  readonly exchange: string
  readonly personRef: string
  readonly provider: string
  readonly affair: string
  readonly type: string
  readonly askDigest: Bytes
  readonly notAfter: Date
  /** It leaves with our mark that its record is withheld from the person. */
  readonly isHidden: boolean
}

export function insertInquiries(inquiries: readonly NewInquiry[], at: Date): RawBuilder<unknown> {
  return sql`
      insert into inquiries (exchange_id, person_ref, provider, affair, type, ask_digest, asked_at, not_after, is_hidden)
      select exchange, ref, provider, affair, type, decode(ask_digest, 'hex'), ${at}, not_after, is_hidden
      from unnest(${inquiries.map(({ exchange }) => exchange)}::text[], ${inquiries.map(({ personRef }) => personRef)}::text[],
        ${inquiries.map(({ provider }) => provider)}::text[], ${inquiries.map(({ affair }) => affair)}::text[],
        ${inquiries.map(({ type }) => type)}::text[], ${inquiries.map(({ askDigest }) => hex.encode(askDigest))}::text[],
        ${inquiries.map(({ notAfter }) => notAfter)}::timestamptz[], ${inquiries.map(({ isHidden }) => isHidden)}::boolean[])
        as t (exchange, ref, provider, affair, type, ask_digest, not_after, is_hidden)`
}

/** How an inquiry ended; `datum` is JSON. */
export type Closing = {
  readonly exchange: string
  readonly outcome: string
  readonly reason: string | null
  readonly closedAt: Date
  readonly datum: string | null
}

/** Notes how inquiries ended, all at once; one that has ended stays as it is. */
export function closeInquiries(closings: readonly Closing[]): RawBuilder<unknown> {
  // The keys stand there twice, and `closed_at` in place of `outcome`, which is set with it: else the planner may go
  // through a table that was small when it made its plan, or through the index of all that is open. And in a select of
  // their own: else it sees how few they are, and makes a plan for every batch.
  const ended = closings.map((c) => c.exchange)
  return sql`
      update inquiries i set outcome = t.outcome, reason = t.reason, closed_at = t.closed_at, datum = t.datum::jsonb
      from unnest((select ${ended}::text[]), (select ${closings.map((c) => c.outcome)}::text[]), (select ${closings.map((c) => c.reason)}::text[]),
        (select ${closings.map((c) => c.closedAt)}::timestamptz[]), (select ${closings.map((c) => c.datum)}::text[])) as t (exchange_id, outcome, reason, closed_at, datum)
      where i.exchange_id = t.exchange_id and i.exchange_id = any((select ${ended}::text[])::text[]) and i.closed_at is null`
}

/** Notes that an answer takes longer, where there is none yet. */
export async function noteDelayed(tx: Kysely<AgencyTables>, exchanges: readonly string[]): Promise<void> {
  await tx
    .updateTable('inquiries')
    .set({ is_delayed: true })
    .where('exchange_id', 'in', exchanges)
    .where('outcome', 'is', null)
    .execute()
}

/**
 * Notes that the records of questions are withheld after all: of those that were asked after `since` without a mark, and of which
 * the core may have written no line yet. `which` says whose, as a condition on `n` (protections). Gives the exchanges.
 */
export async function noteHidden(
  tx: Kysely<AgencyTables>,
  { which, since }: { which: RawBuilder<unknown>; since: Date },
): Promise<readonly string[]> {
  const { rows } = await sql<{ exchange_id: string }>`
    update inquiries i set is_hidden = true from protections n
    where n.ended_at is null and ${which} and i.person_ref = n.person_ref and i.asked_at > ${since} and not i.is_hidden
      and (i.outcome is null or i.outcome in ('expired', 'withdrawn'))
    returning i.exchange_id`.execute(tx)
  return rows.map(({ exchange_id }) => exchange_id)
}
