import type { DeliveryTables } from '@madoguchi/delivery'
import type { Generated } from 'kysely'

/** What `migrations/` makes, as Kysely sees it; most statements here are written in SQL. */
export type CoreTables = DeliveryTables & {
  people: { person_id: Uint8Array; subject: string; known_since: Date }
  assigned_codes: { party: string; person_id: Uint8Array; assigned_at: Date }
  mandates: {
    mandate_id: string
    /** `digestMandate`: by which its portal gives it back. */
    mandate_digest: Uint8Array
    party: string
    person_id: Uint8Array
    granted_at: Date
    expires_at: Date
    ended_at: Date | null
  }
  exchanges: {
    exchange_id: string
    person_id: Uint8Array
    inquirer: string
    provider: string
    affair: string
    type: string
    basis: string | null
    /** By which it was judged; null for what was asked before versions were noted. */
    facts_version: number | null
    period_from: string | null
    period_until: string | null
    ask_digest: Uint8Array
    asked_at: Date
    asked_leaf: Uint8Array
    not_after: Date
    outcome: string | null
    reason: string | null
    closed_at: Date | null
    /** Said with the closing, and not before. */
    is_hidden: Generated<boolean>
    /** The inquirer's mark when it asked. */
    asked_hidden: Generated<boolean>
    /** How it ended without its provider's word; it closes when that word is there. */
    ended: 'expired' | 'withdrawn' | null
    ended_at: Date | null
  }
  filings: {
    filing_id: string
    /** Who filed. */
    person_id: Uint8Array
    portal: string
    agency: string
    about: string | null
    filing_digest: Uint8Array
    filed_at: Date
    /** How many events its case has: the number of the next. The ledger's entries move it. */
    events: Generated<number>
    /** `digestCaseEvent` of the last; zeros before the first. */
    last_event: Generated<Uint8Array>
  }
  ledger_entries: {
    /** Counts up from 1; one that a failed transaction drew is missing. */
    entry_id: Generated<number>
    /** Or a filing's id, in rows of filings. */
    exchange_id: string
    kind: string
    /** The place of an event in its case; 0 in all other rows. */
    number: Generated<number>
    record: string
    salt: Uint8Array
    leaf: Uint8Array
    leaf_hash: Uint8Array
  }
  chains: { person_id: Uint8Array; name: string; length: number; head: Uint8Array }
}
