import type { CardAct } from './card-again.ts'

/** The tables of this journey, as Kysely sees them: nobody else writes them. */
declare module '../shell/tables.ts' {
  interface PortalTables {
    account_cards: {
      account: string
      fingerprint: string
      serial: string
      /** `nameIssuer` of the certificate; null for a card that was last used before that was noted. */
      issuer: string | null
      /** Both null: a card that was not brought to the vault yet. */
      vault: string | null
      wrapped_key: Uint8Array | null
      not_after: Date
      first_used_at: Date
      last_used_at: Date
    }
    /** What a card wrapped before another key came with it; its owner's key opens it still. */
    set_aside_wraps: {
      account: string
      fingerprint: string
      vault: string
      wrapped_key: Uint8Array
      set_aside_at: Date
    }
    /** Of each CA key the newest list that was seen; `number` as decimal text. */
    newest_lists: { issuer: string; scope: string; number: string | null; this_update: Date }
    login_challenges: { login_hash: Uint8Array; challenge: Uint8Array; expires_at: Date; used_at: Date | null }
    acquisitions: {
      acquisition: string
      fingerprint: string
      /** To which what comes for this log-in is sealed (`makeReplyKey`). */
      reply_key: string
      state: 'waiting' | 'granted' | 'refused'
      /** `sealGrant`; where it is granted. */
      sealed_grant: Uint8Array | null
      reason: string | null
      created_at: Date
    }
    /** `askForCard`. */
    card_challenges: { session_hash: Uint8Array; act: CardAct; challenge: Uint8Array; expires_at: Date }
    shown_codes: { session_hash: Uint8Array; sealed: Uint8Array; made_at: Date }
    recovery_codes: { account: string; vault: string; salt: Uint8Array; wrapped_key: Uint8Array; made_at: Date }
  }
}
