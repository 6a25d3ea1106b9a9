import type { MigrationSeries } from '@madoguchi/db'
import type { Datum, InformationTypeId, Layout } from '@madoguchi/facts'
import type { Kysely } from 'kysely'
import type { AgencyTables } from './tables.ts'

export type Period = { readonly from: string; readonly until: string }

/** What is asked of one type and period about many people, by their reference here. */
export type Question = {
  readonly type: InformationTypeId
  /** The one in force today: what a connector that fills layouts fills. */
  readonly layout: Layout
  readonly people: readonly string[]
  readonly period: Period | undefined
}

/** Somebody in the agency's own register, as officers tell people apart. */
export type RegisterEntry = {
  readonly personRef: string
  readonly name: string
  readonly kana: string
  readonly birthDate: string
  readonly address: string
}

/** The agency's own register of people. Read for officers only; nothing of it leaves by the network. */
export type Register = {
  /** Whoever fits all that is given, at most 50: the whole name or its reading, without blanks, and the day of birth. */
  find(
    tx: Kysely<AgencyTables>,
    wanted: { readonly name?: string | undefined; readonly birthDate?: string | undefined },
  ): Promise<readonly RegisterEntry[]>
  findOne(tx: Kysely<AgencyTables>, personRef: string): Promise<RegisterEntry | undefined>
}

/** How an agency reads its own data: from business tables by SQL, or from replicas. */
export type Connector = {
  readonly provides: readonly InformationTypeId[]
  readonly migrations: MigrationSeries
  /** Absent where the agency's copies name nobody: people are found there by our own reference alone. */
  readonly register?: Register
  /**
   * What the agency holds: a map for each question, in their order, by person. Who is missing from a map has no data
   * (該当なし); somebody in it who was not asked about makes all of it refused (CONNECTOR_STRAYED). Runs in the caller's
   * transaction; reads only. Throws where it cannot read.
   *
   * A question about nobody (`people: []`) is how one learns whether a type is broken for everybody: it reads the same tables
   * in the same way, and throws where these cannot be read.
   */
  findData(
    tx: Kysely<AgencyTables>,
    questions: readonly Question[],
    at: Date,
  ): Promise<readonly ReadonlyMap<string, Datum>[]>
}
