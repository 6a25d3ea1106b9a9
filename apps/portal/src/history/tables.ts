import type {} from '../shell/tables.ts'

/** The tables of this journey, as Kysely sees them: nobody else writes them. */
declare module '../shell/tables.ts' {
  interface PortalTables {
    record_requests: {
      request: string
      account: string
      vault: string
      before: Date | null
      before_exchange: string | null
      created_at: Date
      sealed: Uint8Array | null
      refused_code: string | null
    }
  }
}
