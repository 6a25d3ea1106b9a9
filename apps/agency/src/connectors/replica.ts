import { fileURLToPath } from 'node:url'
import type { MigrationSeries } from '@madoguchi/db'
import type { AgencyId, Datum, DatumRecord, InformationTypeId } from '@madoguchi/facts'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Connector } from '../connector.ts'
import type { AgencyTables } from '../tables.ts'

export type Replica = {
  readonly personRef: string
  readonly type: InformationTypeId
  readonly layout: string
  readonly asOf: string
  readonly records: readonly DatumRecord[]
}

/** What must have run on the database of an agency that answers from registered copies. */
export const replicaMigrations: MigrationSeries = {
  name: 'replica',
  folder: fileURLToPath(new URL('../../migrations/replica/', import.meta.url)),
}

/** 副本: answers from copies that the business system registered (中間サーバー). */
export function makeReplicaStore(self: AgencyId, provides: readonly InformationTypeId[]): Connector {
  return {
    provides,
    migrations: replicaMigrations,
    async findData(tx, questions) {
      const wanted = questions.flatMap(({ type, people }) => people.map((person) => ({ type, person })))
      const { rows } = await sql<Row>`
        select r.person_ref, r.type, r.layout, r.as_of::text, r.records
        from unnest((select ${wanted.map(({ person }) => person)}::text[]), (select ${wanted.map(({ type }) => type)}::text[])) as t (person, type)
        cross join lateral (select * from replicas where person_ref = t.person and type = t.type limit 1) r`.execute(tx)
      const byType = Map.groupBy(rows, ({ type }) => type)
      return questions.map(({ type }) => makeData(self, type, byType.get(type) ?? []))
    },
  }
}

type Row = { person_ref: string; type: string; layout: string; as_of: string; records: DatumRecord[] }

function makeData(self: AgencyId, type: InformationTypeId, rows: readonly Row[]): Map<string, Datum> {
  return new Map(
    rows
      .filter(({ records }) => records.length > 0)
      .map(({ person_ref, layout, as_of, records }) => [
        person_ref,
        { type, layout, asOf: as_of, source: self, records },
      ]),
  )
}

/** Whose copy of which type was corrected. */
export type Corrected = { readonly personRef: string; readonly type: string }

/**
 * 副本登録: stores copies, replacing older ones, in the caller's transaction. Gives those that say something else of the same
 * day than what stood there: what was answered from these was wrong. A copy of a later day leaves older answers right for theirs.
 */
export async function storeReplicas(
  db: Kysely<AgencyTables>,
  replicas: readonly Replica[],
  at: Date,
): Promise<readonly Corrected[]> {
  const given = JSON.stringify(replicas)
  const { rows } = await sql<Corrected>`
    select o.person_ref as "personRef", o.type from jsonb_array_elements(${given}::jsonb) r
    join replicas o on o.person_ref = r->>'personRef' and o.type = r->>'type'
    where o.as_of = (r->>'asOf')::date and o.records <> r->'records' for update of o`.execute(db)
  await sql`
    insert into replicas select r->>'personRef', r->>'type', r->>'layout', (r->>'asOf')::date, r->'records', ${at}
    from jsonb_array_elements(${given}::jsonb) r
    on conflict (person_ref, type) do update set layout = excluded.layout, as_of = excluded.as_of, records = excluded.records, stored_at = excluded.stored_at`.execute(
    db,
  )
  return rows
}
