import type { Datum, InformationTypeId } from '@madoguchi/catalogue'
import type { MigrationSeries } from '@madoguchi/db'
import type { Kysely } from 'kysely'
import type { AgencyTables } from './tables.ts'

export type Period = { readonly from: string; readonly until: string }

/** How an agency reads its own data: from business tables by SQL, or from replicas. */
export type Connector = {
  readonly provides: readonly InformationTypeId[]
  readonly migrations: MigrationSeries
  /**
   * What the agency holds of one type about many people, by their reference here. Who is missing from the map has
   * no data (該当なし). Runs in the caller's transaction; reads only.
   */
  findData(
    tx: Kysely<AgencyTables>,
    question: { type: InformationTypeId; people: readonly string[]; period: Period | undefined; at: Date },
  ): Promise<ReadonlyMap<string, Datum>>
}
