import type { Datum, InformationTypeId } from '@madoguchi/catalogue'
import type { MigrationSeries } from '@madoguchi/db'
import type { Kysely } from 'kysely'
import type { AgencyTables } from './tables.ts'

export type Period = { readonly from: string; readonly until: string }

/** What is asked of one type and period about many people, by their reference here. */
export type Question = {
  readonly type: InformationTypeId
  readonly people: readonly string[]
  readonly period: Period | undefined
}

/** How an agency reads its own data: from business tables by SQL, or from replicas. */
export type Connector = {
  readonly provides: readonly InformationTypeId[]
  readonly migrations: MigrationSeries
  /**
   * What the agency holds, for each question by person. Who is missing from a map has no data (該当なし). Runs in the
   * caller's transaction; reads only.
   */
  findData(
    tx: Kysely<AgencyTables>,
    questions: readonly Question[],
    at: Date,
  ): Promise<readonly ReadonlyMap<string, Datum>[]>
}
