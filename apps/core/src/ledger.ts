import type { Bytes, Random } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import type { AskedRecord, ClosedRecord, Entry } from '@madoguchi/ledger'
import { chainStart, encodeCanonical, makeEntry, saltSizeBytes } from '@madoguchi/ledger'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { CoreTables } from './tables.ts'

/** A row about to close, with whose chain it joins. */
export type Closing = {
  readonly personId: Bytes
  readonly isHidden: boolean
  readonly record: Omit<ClosedRecord, 'chain'>
}

/** Appends "asked" rows in the caller's transaction. */
export async function appendAsked(
  tx: Kysely<CoreTables>,
  records: readonly AskedRecord[],
  random: Random,
): Promise<Entry[]> {
  const salts = drawSalts(records.length, random)
  const entries = records.map((record, i) => makeEntry(record, salts(i)))
  await insertEntries(tx, entries)
  return entries
}

/**
 * Appends "closed" rows in the caller's transaction, each as the next link of its person's open or sealed chain.
 * The ends of the chains are locked in one order, so that two writers never wait for each other in a ring.
 */
export async function appendClosed(
  tx: Kysely<CoreTables>,
  closings: readonly Closing[],
  random: Random,
): Promise<Entry[]> {
  if (closings.length === 0) return []
  const ends = await lockChains(tx, closings)
  const salts = drawSalts(closings.length, random)
  const entries = closings.map(({ personId, isHidden, record }, i) => {
    const name = isHidden ? 'sealed' : 'open'
    const end = ends.get(chainKey(personId, name))
    if (end === undefined) throw new Error('a chain that was just locked is missing')
    const entry = makeEntry({ ...record, chain: { name, index: end.length, previous: end.head } }, salts(i))
    end.length += 1
    end.head = hex.encode(entry.leafHash)
    return entry
  })
  await insertEntries(tx, entries)
  const moved = [...ends.values()]
  await sql`
    update chains c set length = t.length, head = decode(t.head, 'hex')
    from unnest(${moved.map((e) => hex.encode(e.personId))}::text[], ${moved.map((e) => e.name)}::text[],
      ${moved.map((e) => e.length)}::int[], ${moved.map((e) => e.head)}::text[]) as t (person, name, length, head)
    where c.person_id = decode(t.person, 'hex') and c.name = t.name`.execute(tx)
  return entries
}

/** Fresh salts for many records, drawn in one go: a part of its own for each. */
function drawSalts(count: number, random: Random): (index: number) => Bytes {
  const drawn = random.bytes(count * saltSizeBytes)
  return (index) => drawn.subarray(index * saltSizeBytes, (index + 1) * saltSizeBytes)
}

type ChainEnd = { readonly personId: Bytes; readonly name: string; length: number; head: string }

function chainKey(personId: Bytes, name: string): string {
  return `${hex.encode(personId)} ${name}`
}

async function lockChains(tx: Kysely<CoreTables>, closings: readonly Closing[]): Promise<Map<string, ChainEnd>> {
  const keys = [
    ...new Set(closings.map(({ personId, isHidden }) => chainKey(personId, isHidden ? 'sealed' : 'open'))),
  ].sort()
  const people = keys.map((key) => key.split(' ')[0])
  const names = keys.map((key) => key.split(' ')[1])
  await sql`
    insert into chains (person_id, name, length, head)
    select decode(person, 'hex'), name, 0, decode(${chainStart}, 'hex') from unnest(${people}::text[], ${names}::text[]) as t (person, name)
    order by person, name on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ person_id: Uint8Array; name: string; length: number; head: Uint8Array }>`
    select c.person_id, c.name, c.length, c.head from chains c
    join unnest(${people}::text[], ${names}::text[]) as t (person, name) on c.person_id = decode(t.person, 'hex') and c.name = t.name
    order by c.person_id, c.name for update of c`.execute(tx)
  return new Map(
    rows.map((row) => [
      chainKey(row.person_id, row.name),
      { personId: row.person_id, name: row.name, length: row.length, head: hex.encode(row.head) },
    ]),
  )
}

async function insertEntries(tx: Kysely<CoreTables>, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await sql`
    insert into ledger_entries (exchange_id, kind, record, salt, leaf, leaf_hash)
    select exchange, kind, record, decode(salt, 'hex'), decode(leaf, 'hex'), decode(leaf_hash, 'hex')
    from unnest(${entries.map((e) => e.record.exchange)}::text[], ${entries.map((e) => e.record.kind)}::text[],
      ${entries.map((e) => new TextDecoder().decode(encodeCanonical(e.record)))}::text[], ${entries.map((e) => hex.encode(e.salt))}::text[],
      ${entries.map((e) => hex.encode(e.leaf))}::text[], ${entries.map((e) => hex.encode(e.leafHash))}::text[])
      as t (exchange, kind, record, salt, leaf, leaf_hash)`.execute(tx)
}
