import type { Facts } from '@madoguchi/kit'
import type { PartyDatabase } from '../create-party-databases.ts'
import type { Durability } from '../embedded/settings.ts'
import type { MigrationSeries } from '../migrate/migrate.ts'

/** What a preparing process is told, as one line of JSON. */
export type PrepareOrder = {
  readonly dataFolder: string
  readonly durability: Durability
  readonly databases: readonly { readonly party: string; readonly series: readonly MigrationSeries[] }[]
}

/** A party's database as its program may have it: without the owner. */
export type RunDatabase = Omit<PartyDatabase, 'migrateUrl'>

export type PreparedServer = {
  readonly pid: number
  readonly cluster: string
  readonly databases: readonly RunDatabase[]
}

/** What it says, a line of JSON each: what happens, and at last how it ended. */
export type PrepareReport =
  | { readonly event: string; readonly facts: Facts }
  | { readonly prepared: PreparedServer }
  | { readonly failed: { readonly code: string; readonly message: string; readonly facts: Facts } }
