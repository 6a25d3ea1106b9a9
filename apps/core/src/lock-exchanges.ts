import type { Bytes } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { CoreTables } from './tables.ts'

export type KnownExchange = {
  readonly exchange_id: string
  readonly person_id: Bytes
  readonly inquirer: string
  readonly provider: string
  readonly ask_digest: Bytes
  readonly asked_leaf: Bytes
  readonly not_after: Date
  readonly outcome: string | null
}

/** The named exchanges, locked until the transaction ends, in one order whoever asks. */
export async function lockExchanges(
  tx: Kysely<CoreTables>,
  ids: readonly string[],
): Promise<Map<string, KnownExchange>> {
  const { rows } = await sql<KnownExchange>`
    select exchange_id, person_id, inquirer, provider, ask_digest, asked_leaf, not_after, outcome
    from exchanges where exchange_id = any(${ids}::text[]) order by exchange_id for update`.execute(tx)
  return new Map(rows.map((row) => [row.exchange_id, row]))
}
