import type { Bytes } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ChainEnds, ChainName, ChainRow } from './chain-ends.ts'
import { chainOf, readEnds } from './chain-ends.ts'
import type { CoreTables } from './tables.ts'

export type KnownExchange = {
  readonly exchange_id: string
  readonly person_id: Bytes
  readonly inquirer: string
  readonly provider: string
  readonly affair: string
  readonly basis: string | null
  readonly facts_version: number | null
  readonly ask_digest: Bytes
  readonly asked_leaf: Bytes
  readonly not_after: Date
  readonly outcome: string | null
  readonly ended: 'expired' | 'withdrawn' | null
  readonly asked_hidden: boolean
}

/** An exchange that somebody may be about to close, and into which of its person's chains. */
export type Wanted = { readonly exchange: string; readonly isHidden: boolean }

type Row = KnownExchange & {
  readonly name: ChainName
  readonly length: number | null
  readonly head: Bytes | null
}

/**
 * The named exchanges, and of those that are open the ends of the chains that closing them moves, as far as these have
 * begun: by one statement, locked until the transaction ends. First the exchanges, then the chains, each in one order
 * whoever asks: PostgreSQL sorts for the chains what it has of all exchanges. A row is looked up by its key, whatever the
 * plan (see `findStandings` in whom.ts), and is as it stands once its lock is had. The arrays stand in a `select` of their
 * own, so that PostgreSQL does not see how few ids they hold and keeps its plan: else it makes one for every batch.
 */
export async function lockExchanges(
  tx: Kysely<CoreTables>,
  wanted: readonly Wanted[],
): Promise<{ readonly known: ReadonlyMap<string, KnownExchange>; readonly ends: ChainEnds }> {
  const sorted = wanted.toSorted((a, b) => (a.exchange < b.exchange ? -1 : 1))
  const { rows } = await sql<Row>`
    select e.*, c.length, c.head from (
      select e.*, t.name from unnest((select ${sorted.map(({ exchange }) => exchange)}::text[]),
        (select ${sorted.map(({ isHidden }) => chainOf(isHidden))}::text[])) as t (exchange, name)
      cross join lateral (
        select exchange_id, person_id, inquirer, provider, affair, basis, facts_version, ask_digest, asked_leaf, not_after, outcome, ended, asked_hidden
        from exchanges where exchange_id = t.exchange limit 1 for update) e
      order by e.person_id, t.name) e
    left join lateral (
      select length, head from chains
      where e.outcome is null and person_id = e.person_id and name = e.name limit 1 for update) c on true`.execute(tx)
  const begun = rows.filter((row): row is Row & ChainRow => row.length !== null)
  return { known: new Map(rows.map((row) => [row.exchange_id, row])), ends: readEnds(begun) }
}
