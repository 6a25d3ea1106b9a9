import type { Write } from '@madoguchi/db'
import type { Received } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { DeliveryTables } from './tables.ts'

/** Ids are kept this long past the life of their message, so that a late repeat is still known. */
const keptPastExpiryMs = 24 * 3600 * 1000

export function inboxKey(message: { from: string; id: string }): string {
  return `${message.from} ${message.id}`
}

/**
 * Notes arrivals in the caller's transaction, in one order whoever writes; gives the keys of those that are new here.
 * It is on the wire when this returns, so that it runs before all that a handler sends, whether or not it is waited for.
 */
export async function noteArrivals(
  { write, at }: { write: Write; at: Date },
  messages: readonly Received[],
): Promise<Set<string>> {
  const rows = await write(sql<{ sender: string; message_id: string }>`
    insert into inbox (sender, message_id, name, received_at, not_after)
    select sender, message_id, name, ${at}, not_after
    from unnest(${messages.map((m) => m.from)}::text[], ${messages.map((m) => m.id)}::text[], ${messages.map((m) => m.name)}::text[],
      ${messages.map((m) => new Date(m.notAfter))}::timestamptz[]) as t (sender, message_id, name, not_after)
    order by sender, message_id on conflict do nothing returning sender, message_id`)
  return new Set(rows.map((row) => `${row.sender} ${row.message_id}`))
}

/** What the receipt said when the message came for the first time. */
export async function findCodes(
  tx: Kysely<DeliveryTables>,
  messages: readonly Received[],
): Promise<Map<string, string | null>> {
  if (messages.length === 0) return new Map()
  const { rows } = await sql<{ sender: string; message_id: string; code: string | null }>`
    select sender, message_id, code from inbox
    join unnest(${messages.map((m) => m.from)}::text[], ${messages.map((m) => m.id)}::text[]) as t (s, m) on sender = s and message_id = m`.execute(
    tx,
  )
  return new Map(rows.map((row) => [`${row.sender} ${row.message_id}`, row.code]))
}

/** As if they had never come: what could not be verified as it came may come whole the next time. */
export async function forgetArrivals(
  tx: Kysely<DeliveryTables>,
  messages: readonly { from: string; id: string }[],
): Promise<void> {
  if (messages.length === 0) return
  await sql`
    delete from inbox using unnest(${messages.map((m) => m.from)}::text[], ${messages.map((m) => m.id)}::text[]) as t (s, m)
    where sender = t.s and message_id = t.m`.execute(tx)
}

export function noteRefusals(
  { write }: { write: Write },
  refused: readonly { from: string; id: string; code: string }[],
): void {
  if (refused.length === 0) return
  write(sql`
    update inbox set code = t.code
    from unnest(${refused.map((r) => r.from)}::text[], ${refused.map((r) => r.id)}::text[], ${refused.map((r) => r.code)}::text[]) as t (s, m, code)
    where sender = t.s and message_id = t.m`)
}

export async function forgetOldArrivals(db: Kysely<DeliveryTables>, at: Date): Promise<void> {
  await sql`delete from inbox where not_after < ${new Date(at.getTime() - keptPastExpiryMs)}`.execute(db)
}
