import type { InquiryState } from './state.ts'

/** The tables of this journey, as Kysely sees them: nobody else writes them. */
declare module '../shell/tables.ts' {
  interface PortalTables {
    left_exchanges: { exchange: string; left_at: Date }
    requests: { request: string; account: string; created_at: Date; deleted_at: Date | null }
    inquiries: {
      exchange: string
      request: string
      account: string
      vault: string
      type: string
      provider: string
      ask_digest: Uint8Array
      state: InquiryState
      reason: string | null
      asked_at: Date
      not_after: Date
      changed_at: Date
      closed_at: Date | null
      sealed: Uint8Array | null
      is_closed_by_core: boolean
      told_at: Date | null
      /** The provider's key of the month, out of its signed answer; null where none came with it. */
      check_key: string | null
      check_requested_at: Date | null
    }
  }
}
