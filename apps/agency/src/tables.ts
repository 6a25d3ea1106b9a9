import type { DeliveryTables } from '@madoguchi/delivery'

export type AgencyTables = DeliveryTables & {
  published_offers: { municipality: string; version: string; list: unknown; published_at: Date }
  people: {
    person_ref: string
    resident_code: string
    link_code: string | null
    holds_answers: boolean
    withholds_data: boolean
    hides_records: boolean
  }
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
    datum: unknown
  }
}
