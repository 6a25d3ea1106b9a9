import type { Write } from '@madoguchi/db'
import type { Bytes, Random } from '@madoguchi/kit'
import { hex, utf8 } from '@madoguchi/kit'
import type { AskedRecord, ClosedRecord, Entry } from '@madoguchi/ledger'
import { chainStart, encodeCanonical, makeEntry, saltSizeBytes } from '@madoguchi/ledger'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CoreTables } from './tables.ts'

/** A row about to close, with whose chain it joins. */
export type Closing = {
  readonly personId: Bytes
  readonly isHidden: boolean
  readonly record: Omit<ClosedRecord, 'chain'>
}

/** Appends "asked" rows in the caller's transaction. */
export function appendAsked({ write }: { write: Write }, records: readonly AskedRecord[], random: Random): Entry[] {
  const salts = drawSalts(records.length, random)
  const entries = records.map((record, i) => makeEntry(record, salts(i)))
  if (entries.length > 0) write(insertEntries(entries))
  return entries
}

/**
 * Appends "closed" rows in the caller's transaction, each as the next link of its person's open or sealed chain.
 * The ends of the chains are locked in one order, so that two writers never wait for each other in a ring.
 */
export async function appendClosed(
  { tx, write }: { tx: Kysely<CoreTables>; write: Write },
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
  const moved = [...ends.values()]
  write(insertEntries(entries))
  write(sql`
    update chains c set length = t.length, head = decode(t.head, 'hex')
    from unnest(${moved.map((e) => hex.encode(e.personId))}::text[], ${moved.map((e) => e.name)}::text[],
      ${moved.map((e) => e.length)}::int[], ${moved.map((e) => e.head)}::text[]) as t (person, name, length, head)
    where c.person_id = decode(t.person, 'hex') and c.name = t.name`)
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

/**
 * The ends of the chains, locked; chains that nobody has begun yet are begun. Writers that begin the same chain at once
 * might still wait for each other: then PostgreSQL gives up one of them, and its transaction runs again.
 */
async function lockChains(tx: Kysely<CoreTables>, closings: readonly Closing[]): Promise<Map<string, ChainEnd>> {
  const keys = [
    ...new Set(closings.map(({ personId, isHidden }) => chainKey(personId, isHidden ? 'sealed' : 'open'))),
  ].sort()
  let ends = await findAndLock(tx, keys)
  if (ends.size < keys.length) {
    await beginChains(tx, keys)
    ends = await findAndLock(tx, keys)
  }
  return ends
}

async function findAndLock(tx: Kysely<CoreTables>, keys: readonly string[]): Promise<Map<string, ChainEnd>> {
  const { rows } = await sql<{ person_id: Uint8Array; name: string; length: number; head: Uint8Array }>`
    select c.person_id, c.name, c.length, c.head from chains c
    join unnest(${keys}::text[]) as t (key) on c.person_id = decode(split_part(key, ' ', 1), 'hex') and c.name = split_part(key, ' ', 2)
    order by c.person_id, c.name for update of c`.execute(tx)
  return new Map(
    rows.map((row) => [
      chainKey(row.person_id, row.name),
      { personId: row.person_id, name: row.name, length: row.length, head: hex.encode(row.head) },
    ]),
  )
}

async function beginChains(tx: Kysely<CoreTables>, keys: readonly string[]): Promise<void> {
  await sql`
    insert into chains (person_id, name, length, head)
    select decode(split_part(key, ' ', 1), 'hex'), split_part(key, ' ', 2), 0, decode(${chainStart}, 'hex') from unnest(${keys}::text[]) as t (key)
    order by key on conflict do nothing`.execute(tx)
}

/** What the ledger says of an entry that it took. */
export type EntryRow = { readonly entry_id: number; readonly leaf_hash: Bytes }

/** Adds rows to the ledger. What it answers is for whoever follows the ledger's end: `findEntryRows`. */
function insertEntries(entries: readonly Entry[]): RawBuilder<EntryRow> {
  return sql<EntryRow>`
    insert into ledger_entries (exchange_id, kind, record, salt, leaf, leaf_hash)
    select exchange, kind, record, decode(salt, 'hex'), decode(leaf, 'hex'), decode(leaf_hash, 'hex')
    from unnest(${entries.map((e) => e.record.exchange)}::text[], ${entries.map((e) => e.record.kind)}::text[],
      ${entries.map((e) => utf8.decode(encodeCanonical(e.record)))}::text[], ${entries.map((e) => hex.encode(e.salt))}::text[],
      ${entries.map((e) => hex.encode(e.leaf))}::text[], ${entries.map((e) => hex.encode(e.leafHash))}::text[])
      as t (exchange, kind, record, salt, leaf, leaf_hash)
    returning entry_id, leaf_hash`
}

/** The entries that a statement wrote, by what it answered; none where it wrote something else. */
export function findEntryRows(rows: readonly unknown[]): readonly EntryRow[] {
  const [first] = rows
  const isOfEntries = typeof first === 'object' && first !== null && 'entry_id' in first && 'leaf_hash' in first
  return isOfEntries ? (rows as readonly EntryRow[]) : []
}
