import type { Signed } from '@madoguchi/messages'
import type { Kysely, QueryExecutorProvider, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { retryDelayMs } from './retry.ts'
import type { DeliveryTables } from './tables.ts'

/** A message on its way: what a lane holds in memory. */
export type Parcel = {
  readonly id: string
  readonly to: string
  readonly name: string
  /** The exchange or the filing that it is about: by it a dead letter is found. */
  readonly reference: string | null
  readonly bytes: Uint8Array
}

/** The sweep leaves a fresh row alone for so long, since it is handed over in memory right after the commit. */
const handOverMs = 10_000

export function parcelOf({ id, draft, bytes }: Signed): Parcel {
  const { body } = draft
  const reference = 'exchange' in body ? body.exchange : 'filing' in body ? body.filing : null
  return { id, to: draft.to, name: draft.name, reference, bytes }
}

/**
 * Parcels leave in the order of their ids, which are drawn: two recipients who compare theirs find no order in them by which
 * the first of the one would belong to the first of the other (invariant 18).
 */
export function byId(one: Parcel, other: Parcel): number {
  return one.id < other.id ? -1 : 1
}

/** Writes what leaves: one statement for all, and all envelopes in one parameter. */
export function insertOutbox(signed: readonly Signed[], at: Date): RawBuilder<unknown> {
  const parcels = signed.map(parcelOf)
  const due = new Date(at.getTime() + handOverMs)
  const envelopes = Buffer.concat(parcels.map((p) => p.bytes))
  let start = 1
  const starts = parcels.map(({ bytes }) => {
    start += bytes.length
    return start - bytes.length
  })
  return sql`
    insert into outbox (message_id, recipient, name, reference, envelope, not_after, created_at, next_attempt_at)
    select id, recipient, name, reference, substring(${envelopes}::bytea from start for size), not_after, ${at}, ${due}
    from unnest(${parcels.map((p) => p.id)}::text[], ${parcels.map((p) => p.to)}::text[], ${parcels.map((p) => p.name)}::text[],
      ${parcels.map((p) => p.reference)}::text[], ${starts}::int[], ${parcels.map((p) => p.bytes.length)}::int[],
      ${signed.map((s) => new Date(s.draft.notAfter))}::timestamptz[])
      as t (id, recipient, name, reference, start, size, not_after)`
}

/** Does not wait for the disk: a row that a crash brings back is sent once more, and its receiver knows it. */
export async function deleteDelivered(db: Kysely<DeliveryTables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    with hurried as (select set_config('synchronous_commit', 'off', true))
    delete from outbox using hurried where message_id = any((select ${ids}::text[])::text[])`.execute(db)
}

/** Refused messages never retry: they move to the dead letters with the code of the receipt. */
export async function buryRefused(
  db: Kysely<DeliveryTables>,
  lines: readonly { id: string; code: string }[],
  at: Date,
): Promise<void> {
  if (lines.length === 0) return
  await sql`
    with refused as (select * from unnest(${lines.map((l) => l.id)}::text[], ${lines.map((l) => l.code)}::text[]) as t (message_id, code)),
    gone as (delete from outbox o using refused r where o.message_id = r.message_id
      returning o.message_id, o.recipient, o.name, o.reference, o.envelope, o.not_after, r.code)
    insert into dead_letters select message_id, recipient, name, reference, envelope, not_after, code, ${at} from gone
    on conflict do nothing`.execute(db)
}

/** Puts failed parcels back for later. Gives how many attempts each has behind it. */
export async function postpone(
  db: Kysely<DeliveryTables>,
  ids: readonly string[],
  at: Date,
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ message_id: string; attempts: number }>`
    update outbox set attempts = attempts + 1,
      next_attempt_at = ${at}::timestamptz + least(${retryDelayMs.last}, ${retryDelayMs.first} * (2 ^ least(attempts, 10))) * (0.75 + random() / 2) * interval '1 millisecond'
    where message_id = any(${ids}::text[]) returning message_id, attempts`.execute(db)
  return new Map(rows.map((row) => [row.message_id, row.attempts]))
}

/** The recipient answers again: everything that waits for it is due now, but for what it has just left unnamed. */
export async function hastenRecipient(
  db: Kysely<DeliveryTables>,
  to: string,
  { at, except }: { at: Date; except: readonly string[] },
): Promise<void> {
  await sql`
    update outbox set next_attempt_at = ${at}
    where recipient = ${to} and next_attempt_at > ${at} and message_id <> all(${except}::text[])`.execute(db)
}

/**
 * Takes due rows for one more attempt, the longest due first and no more than `limit` a recipient, so that what waits
 * for a dead party stands in nobody's way. Other copies of the program skip them. Recipients are found one after the other
 * by the index: going through the table would go through all that was sent since PostgreSQL last tidied it.
 */
export async function claimDue(db: Kysely<DeliveryTables>, at: Date, limit: number): Promise<Parcel[]> {
  const lease = new Date(at.getTime() + handOverMs)
  const { rows } = await sql<{
    message_id: string
    recipient: string
    name: string
    reference: string | null
    envelope: Uint8Array
  }>`
    with recursive waiting as (
      (select recipient from outbox order by recipient limit 1)
      union all
      select (select recipient from outbox where recipient > w.recipient order by recipient limit 1)
      from waiting w where w.recipient is not null),
    due as materialized (
      select message_id from waiting w cross join lateral (
        select message_id from outbox where recipient = w.recipient and next_attempt_at <= ${at}
        order by next_attempt_at limit ${limit} for update skip locked) o)
    update outbox o set next_attempt_at = ${lease} from due where o.message_id = due.message_id
    returning o.message_id, o.recipient, o.name, o.reference, o.envelope`.execute(db)
  return rows.map((row) => ({
    id: row.message_id,
    to: row.recipient,
    name: row.name,
    reference: row.reference,
    bytes: new Uint8Array(row.envelope),
  }))
}

/** What nobody took in time becomes a dead letter. Gives which. */
export async function buryExpired(db: Kysely<DeliveryTables>, at: Date): Promise<{ id: string; to: string }[]> {
  const { rows } = await sql<{ id: string; to: string }>`
    with gone as (delete from outbox where not_after < ${at} returning *),
    buried as (insert into dead_letters select message_id, recipient, name, reference, envelope, not_after, 'DELIVERY_EXPIRED', ${at} from gone
      on conflict do nothing)
    select message_id as id, recipient as "to" from gone`.execute(db)
  return rows
}

/**
 * Puts a dead letter back into the outbox as it was signed, under its own id; in the caller's transaction. False where it lies there
 * no more: of two at once one sends it again.
 */
export async function sendLetterAgain(tx: QueryExecutorProvider, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with gone as (delete from dead_letters where message_id = ${id} returning *)
    insert into outbox (message_id, recipient, name, reference, envelope, not_after, created_at, next_attempt_at)
    select message_id, recipient, name, reference, envelope, not_after, ${at}, ${at} from gone`.execute(tx)
  return numAffectedRows === 1n
}

/** Removes a dead letter for good, in the caller's transaction. False where it lies there no more. */
export async function discardLetter(tx: QueryExecutorProvider, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from dead_letters where message_id = ${id}`.execute(tx)
  return numAffectedRows === 1n
}

/** Takes the bytes of dead letters away and leaves the rows to be counted. `which`: of `dead_letters`, SQL. */
export async function wipeLetters(db: QueryExecutorProvider, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    with spent as (
      delete from dead_letters where octet_length(envelope) > 0 and (${which})
      returning message_id, recipient, name, reference, not_after, code, died_at)
    insert into dead_letters (message_id, recipient, name, reference, envelope, not_after, code, died_at)
    select message_id, recipient, name, reference, ''::bytea, not_after, code, died_at from spent`.execute(db)
}

/** How many rows wait, by recipient. */
export async function countWaiting(db: Kysely<DeliveryTables>): Promise<Map<string, number>> {
  const { rows } = await sql<{ recipient: string; waiting: number }>`
    select recipient, count(*) as waiting from outbox group by recipient`.execute(db)
  return new Map(rows.map(({ recipient, waiting }) => [recipient, waiting]))
}
