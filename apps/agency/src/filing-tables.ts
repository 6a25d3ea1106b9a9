import type { Generated } from 'kysely'

/** What came by filing. */
export type FilingTables = {
  filing_keys: {
    key_id: string
    public_key: string
    begins_at: Date
    ends_at: Date
    revoked_at: Generated<Date | null>
  }
  filings: {
    filing_id: string
    about: string | null
    portal: string
    filer_code: string
    filing_digest: Uint8Array
    envelope: Uint8Array
    desk_key: string
    reader_key: string
    filed_at: Date
    received_at: Date
    taken_at: Generated<Date | null>
    state: 'coming' | 'taken' | 'opened-not'
    why: Generated<string | null>
    next_try_at: Date
    claim: Generated<string | null>
    failed_tries: Generated<number>
    procedure: Generated<string | null>
    procedure_version: Generated<string | null>
    /** What `readFormData` read. */
    form: unknown
    signature: Generated<string | null>
  }
  filing_parts: {
    filing_id: string
    index: number
    digest: Uint8Array
    size_bytes: number
    plain_sha256: Generated<Uint8Array | null>
    plain_size_bytes: Generated<number | null>
    name: Generated<string | null>
    media_type: Generated<string | null>
  }
  case_events: {
    filing_id: string
    number: number
    previous: Uint8Array
    digest: Uint8Array
    what: string
    /** As `caseEvent` of packages/filing has it. */
    event: unknown
    at: Date
    by_whom: string | null
  }
}
