import type { Bytes } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import { chainStart } from '@madoguchi/ledger'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { CoreTables } from './tables.ts'

export type ChainName = 'open' | 'sealed'

/** Where the next link of a person's chain goes. */
export type ChainEnd = { readonly personId: Bytes; readonly name: ChainName; length: number; head: string }

/** The ends of chains, locked in the caller's transaction, by `chainKey`. */
export type ChainEnds = Map<string, ChainEnd>

export type ChainRow = {
  readonly person_id: Bytes
  readonly name: ChainName
  readonly length: number
  readonly head: Bytes
}

/** Hidden closings have a chain of their own, of which the open one shows no trace. */
export function chainOf(isHidden: boolean): ChainName {
  return isHidden ? 'sealed' : 'open'
}

export function chainKey(personId: Bytes, name: ChainName): string {
  return `${hex.encode(personId)} ${name}`
}

export function readEnds(rows: readonly ChainRow[]): ChainEnds {
  return new Map(
    rows.map(({ person_id: personId, name, length, head }) => [
      chainKey(personId, name),
      { personId, name, length, head: hex.encode(head) },
    ]),
  )
}

/**
 * The ends of the chains, locked; chains that nobody has begun yet are begun. `ends` are those that are locked already,
 * where the caller has looked. Writers that begin the same chain at once might still wait for each other: then PostgreSQL
 * gives up one of them, and its transaction runs again.
 */
export async function lockChains(
  tx: Kysely<CoreTables>,
  keys: readonly string[],
  ends?: ChainEnds,
): Promise<readonly ChainEnd[]> {
  const sorted = [...new Set(keys)].sort()
  const found = ends ?? (await lockInOrder(tx, sorted))
  const missing = sorted.filter((key) => !found.has(key))
  if (missing.length > 0) await beginChains(tx, missing)
  const begun = missing.length > 0 ? await lockInOrder(tx, missing) : undefined
  return sorted.map((key) => {
    const end = found.get(key) ?? begun?.get(key)
    if (end === undefined) throw new Error('a chain that was just locked is missing')
    return end
  })
}

/** In one order, so that two writers never wait for each other in a ring. */
async function lockInOrder(tx: Kysely<CoreTables>, keys: readonly string[]): Promise<ChainEnds> {
  const { rows } = await sql<ChainRow>`
    select c.person_id, c.name, c.length, c.head from chains c
    join unnest(${keys}::text[]) as t (key) on c.person_id = decode(split_part(key, ' ', 1), 'hex') and c.name = split_part(key, ' ', 2)
    order by c.person_id, c.name for update of c`.execute(tx)
  return readEnds(rows)
}

async function beginChains(tx: Kysely<CoreTables>, keys: readonly string[]): Promise<void> {
  await sql`
    insert into chains (person_id, name, length, head)
    select decode(split_part(key, ' ', 1), 'hex'), split_part(key, ' ', 2), 0, decode(${chainStart}, 'hex') from unnest(${keys}::text[]) as t (key)
    order by key on conflict do nothing`.execute(tx)
}
