import type { Generated } from 'kysely'
import type { ActivityEvent } from './activity.ts'

/** The tables of this journey, as Kysely sees them: nobody else writes them. */
declare module '../shell/tables.ts' {
  interface PortalTables {
    accounts: {
      account: string
      /** `hashLinkCode`: the code itself lies in open sessions only, sealed. */
      link_code_hash: Uint8Array
      registered_at: Date | null
      email: string | null
      created_at: Date
      last_login_at: Date
      /** The vault that its cards share; null before the first log-in made one. */
      vault: string | null
    }
    sessions: {
      session_hash: Uint8Array
      account: string
      /** The card that opened it. */
      fingerprint: string
      channel: 'page' | 'api'
      /** `digestMandate`: by which the mandate is given back. */
      mandate_digest: Uint8Array
      /** Null: what is sealed is the card's own key, since the card had no vault when it logged in. */
      vault: string | null
      /** `closeSessionSecret`. */
      sealed_secret: Uint8Array
      created_at: Date
      last_seen_at: Date
      expires_at: Date
    }
    revoked_sessions: { session_hash: Uint8Array; ended_at: Date }
    activities: {
      activity: Generated<number>
      account: string
      at: Date
      event: ActivityEvent
      channel: 'page' | 'api'
      kind: string | null
      count: number | null
      card_not_after: Date | null
    }
  }
}
