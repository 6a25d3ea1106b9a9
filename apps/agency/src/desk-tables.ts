import type { Generated } from 'kysely'
import type { DeskRole } from './officer-words.ts'

/** The desk's own tables. */
export type DeskTables = {
  officers: {
    officer: string
    name: string
    user_handle: string
    invited_at: Date
    removed_at: Generated<Date | null>
    removed_by: Generated<string | null>
  }
  officer_roles: { officer: string; affair: string; role: DeskRole; given_at: Date; given_by: string }
  desk_invitations: {
    token_hash: Uint8Array
    officer: string
    made_at: Date
    made_by: string
    ends_at: Date
    used_at: Generated<Date | null>
  }
  passkeys: {
    credential: string
    officer: string
    public_key: Uint8Array
    counter: number
    added_at: Date
    retired_at: Generated<Date | null>
  }
  passkey_replacements: {
    replacement: string
    officer: string
    begun_by: string
    begun_at: Date
    ends_at: Date
    confirmed_by: Generated<string | null>
    confirmed_at: Generated<Date | null>
  }
  desk_challenges: { asking_hash: Uint8Array; purpose: 'register' | 'log-in'; challenge: string; ends_at: Date }
  desk_sessions: { session_hash: Uint8Array; officer: string; begun_at: Date; seen_at: Date }
  desk_left_forms: {
    form: string
    session_hash: Uint8Array
    path: string
    fields: unknown
    problem: string | null
    left_at: Date
  }
  desk_audit: {
    line: Generated<number>
    at: Date
    officer: string | null
    by_whom: string
    affair: string
    what: string
    exchange_id: string | null
    person_ref: string | null
    subject: string | null
    reason: string | null
  }
  held_decisions: {
    exchange_id: string
    decision: 'released' | 'refused'
    reason: string | null
    by_whom: string
    decided_at: Date
  }
}
