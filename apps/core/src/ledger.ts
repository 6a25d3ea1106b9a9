import type { Write } from '@madoguchi/db'
import type { Bytes, Random } from '@madoguchi/kit'
import { hex, utf8 } from '@madoguchi/kit'
import type { AskedRecord, Entry, LedgerRecord, LinkedRecord } from '@madoguchi/ledger'
import { encodeCanonical, makeEntry, saltSizeBytes } from '@madoguchi/ledger'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { ChainEnd, ChainEnds } from './chain-ends.ts'
import { chainKey, chainOf, lockChains } from './chain-ends.ts'
import type { CoreTables } from './tables.ts'

type Unlinked<Record> = Record extends LinkedRecord ? Omit<Record, 'chain'> : never

/** A row about to be written, with whose chain it joins. */
export type Link<Record extends LinkedRecord = LinkedRecord> = {
  readonly personId: Bytes
  readonly isHidden: boolean
  readonly record: Unlinked<Record>
}

/** Appends "asked" rows in the caller's transaction. */
export function appendAsked({ write }: { write: Write }, records: readonly AskedRecord[], random: Random): Entry[] {
  const salts = drawSalts(records.length, random)
  const entries = records.map((record, i) => makeEntry(record, salts(i)))
  if (entries.length > 0) write(insertEntries(entries))
  return entries
}

/**
 * Appends rows that close exchanges, or are of filings, in the caller's transaction, each as the next link of its person's open or
 * sealed chain. The database moves the chain's end with each (migrations 5 and 8): nobody can do it without the entry.
 * Whoever has looked for the ends of the chains and locked them gives `ends`; otherwise that is done here.
 */
export async function appendLinks(
  { tx, write }: { tx: Kysely<CoreTables>; write: Write },
  links: readonly Link[],
  random: Random,
  ends?: ChainEnds,
): Promise<Entry[]> {
  if (links.length === 0) return []
  const keys = links.map(({ personId, isHidden }) => chainKey(personId, chainOf(isHidden)))
  const moved = await lockChains(tx, keys, ends)
  const endOf = new Map(moved.map((end) => [chainKey(end.personId, end.name), end]))
  const salts = drawSalts(links.length, random)
  const entries = links.map(({ record }, i) => {
    const end = endOf.get(keys[i] as string) as ChainEnd
    const entry = makeEntry({ ...record, chain: { name: end.name, index: end.length, previous: end.head } }, salts(i))
    end.length += 1
    end.head = hex.encode(entry.leafHash)
    return entry
  })
  write(insertEntries(entries))
  return entries
}

/** Fresh salts for many records, drawn in one go: a part of its own for each. */
function drawSalts(count: number, random: Random): (index: number) => Bytes {
  const drawn = random.bytes(count * saltSizeBytes)
  return (index) => drawn.subarray(index * saltSizeBytes, (index + 1) * saltSizeBytes)
}

/** What the ledger says of an entry that it took. */
export type EntryRow = { readonly entry_id: number; readonly leaf_hash: Bytes }

/** Adds rows to the ledger. What it answers is for whoever follows the ledger's end: `findEntryRows`. */
function insertEntries(entries: readonly Entry[]): RawBuilder<EntryRow> {
  return sql<EntryRow>`
    insert into ledger_entries (exchange_id, kind, number, record, salt, leaf, leaf_hash)
    select exchange, kind, number, record, decode(salt, 'hex'), decode(leaf, 'hex'), decode(leaf_hash, 'hex')
    from unnest(${entries.map(({ record }) => nameOf(record))}::text[], ${entries.map((e) => e.record.kind)}::text[],
      ${entries.map(({ record }) => (record.kind === 'case-event' ? record.number : 0))}::int[],
      ${entries.map((e) => utf8.decode(encodeCanonical(e.record)))}::text[], ${entries.map((e) => hex.encode(e.salt))}::text[],
      ${entries.map((e) => hex.encode(e.leaf))}::text[], ${entries.map((e) => hex.encode(e.leafHash))}::text[])
      as t (exchange, kind, number, record, salt, leaf, leaf_hash)
    returning entry_id, leaf_hash`
}

/** The exchange or the filing that a row is about. */
function nameOf(record: LedgerRecord): string {
  return 'exchange' in record ? record.exchange : record.filing
}

/** The entries that a statement wrote, by what it answered; none where it wrote something else. */
export function findEntryRows(rows: readonly unknown[]): readonly EntryRow[] {
  const [first] = rows
  const isOfEntries = typeof first === 'object' && first !== null && 'entry_id' in first && 'leaf_hash' in first
  return isOfEntries ? (rows as readonly EntryRow[]) : []
}
