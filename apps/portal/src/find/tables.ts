import type {} from '../shell/tables.ts'

/** The tables of this journey, as Kysely sees them: nobody else writes them. */
declare module '../shell/tables.ts' {
  interface PortalTables {
    offers: { municipality: string; party: string; version: number; list: unknown; received_at: Date }
  }
}
