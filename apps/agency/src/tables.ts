import type { DeliveryTables } from '@madoguchi/delivery'
import type { Generated } from 'kysely'
import type { CaseTables } from './case-tables.ts'
import type { DeskTables } from './desk-tables.ts'
import type { FilingTables } from './filing-tables.ts'
import type { LetterFailure, LetterKind, LetterState, ProtectionReason } from './officer-words.ts'

export type AgencyTables = DeliveryTables &
  DeskTables &
  FilingTables &
  CaseTables & {
    published_offers: { municipality: string; version: number; list: unknown; published_at: Date }
    people: {
      person_ref: string
      resident_code: string
      link_code: string | null
      holds_answers: boolean
      withholds_data: boolean
      hides_records: boolean
    }
    protections: {
      protection: string
      person_ref: string
      reason: ProtectionReason
      began_at: Date
      by_whom: string
      until: string
      held_before: boolean
      withheld_before: boolean
      hidden_before: boolean
      ended_at: Generated<Date | null>
      ended_by: Generated<string | null>
    }
    retirements: { exchange_id: string; why: 'corrected' | 'protected'; by_whom: string; retired_at: Date }
    letters: {
      letter: string
      person_ref: string
      kind: LetterKind
      recipient: string | null
      address: string[] | null
      state: LetterState
      why: LetterFailure | null
      printed_count: Generated<number>
      made_at: Date
      made_by: string
      changed_at: Date
      changed_by: string
    }
    /** Codes that people had before their tie was made anew: by them records are marked, and nobody is found. */
    earlier_codes: { link_code: string; person_ref: string; replaced_at: Date }
    acquisitions: { acquisition: string; person_ref: string; asked_at: Date }
    provisions: {
      exchange_id: string
      person_ref: string | null
      inquirer: string
      affair: string
      type: string
      basis: string
      permit: Uint8Array
      state: string
      outcome: string | null
      /** Why it ended so, for officers and numbers; null while it is held, and for what ended before causes were noted. */
      cause: string | null
      received_at: Date
      answered_at: Date | null
      expires_at: Date
    }
    checks: {
      exchange_id: string
      person_ref: string | null
      type: string
      inquirer: string
      cause: string
      name: string | null
      phone: string | null
      received_at: Date
      cleared_at: Date | null
      cleared_by: string | null
      note: string | null
    }
    /** What an officer released of a person's own questions. */
    releases: { person_ref: string; type: string; released_at: Date; until: Date }
    inquiries: {
      exchange_id: string
      person_ref: string
      provider: string
      affair: string
      type: string
      ask_digest: Uint8Array
      asked_at: Date
      not_after: Date
      outcome: string | null
      reason: string | null
      closed_at: Date | null
      is_delayed: boolean
      /** The core has our mark, or has it in the outbox. */
      is_hidden: Generated<boolean>
      datum: unknown
    }
  }
