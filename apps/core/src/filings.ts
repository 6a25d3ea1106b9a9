import type { Bytes } from '@madoguchi/kit'
import { base64url, hex } from '@madoguchi/kit'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CoreTables } from './tables.ts'

// All that is written into the table of filings, and what a case needs of it. What moves with each event, the ledger moves (migration 8).

type NewFiling = {
  readonly filing: string
  readonly personId: Bytes
  readonly portal: string
  readonly agency: string
  readonly about: string | undefined
  readonly digest: Bytes
}

export function insertFilings(filings: readonly NewFiling[], at: Date): RawBuilder<unknown> {
  const column = (read: (filing: NewFiling) => string | undefined) => filings.map((one) => read(one) ?? null)
  return sql`
    insert into filings (filing_id, person_id, portal, agency, about, filing_digest, filed_at)
    select filing, decode(person, 'hex'), portal, agency, about, decode(digest, 'hex'), ${at}
    from unnest(${column(({ filing }) => filing)}::text[], ${column(({ personId }) => hex.encode(personId))}::text[],
      ${column(({ portal }) => portal)}::text[], ${column(({ agency }) => agency)}::text[], ${column(({ about }) => about)}::text[],
      ${column(({ digest }) => hex.encode(digest))}::text[]) as t (filing, person, portal, agency, about, digest)`
}

export type CaseRow = {
  readonly filing_id: string
  readonly person_id: Bytes
  readonly portal: string
  readonly agency: string
  readonly events: number
  readonly last_event: Bytes
  /** The leaf hash of its filed row. */
  readonly leaf_hash: Bytes
}

/** Filings with the end of their case, locked in one order, so that two writers never wait for each other in a ring. */
export async function lockCases(tx: Kysely<CoreTables>, filings: readonly string[]): Promise<readonly CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select f.filing_id, f.person_id, f.portal, f.agency, f.events, f.last_event, e.leaf_hash
    from unnest((select ${[...new Set(filings)]}::text[])) as t (filing)
    join filings f on f.filing_id = t.filing
    join ledger_entries e on e.exchange_id = t.filing and e.kind = 'filed' and e.number = 0
    order by f.filing_id for update of f`.execute(tx)
  return rows
}

/** The digests (base64url) of events that stand in the ledger, by `eventKey`. */
export async function findEventDigests(
  tx: Kysely<CoreTables>,
  events: readonly { readonly filing: string; readonly number: number }[],
): Promise<ReadonlyMap<string, string>> {
  if (events.length === 0) return new Map()
  const { rows } = await sql<{ filing: string; number: number; digest: Bytes }>`
    select e.exchange_id as filing, e.number, decode(e.record::json ->> 'eventDigest', 'hex') as digest
    from unnest((select ${events.map(({ filing }) => filing)}::text[]), (select ${events.map(({ number }) => number)}::int[]))
      as t (filing, number)
    join ledger_entries e on e.exchange_id = t.filing and e.kind = 'case-event' and e.number = t.number`.execute(tx)
  return new Map(rows.map(({ digest, ...event }) => [eventKey(event), base64url.encode(digest)]))
}

export function eventKey({ filing, number }: { readonly filing: string; readonly number: number }): string {
  return `${filing} ${number}`
}
