import type { Generated } from 'kysely'
import type {} from '../shell/tables.ts'

/** The tables of this journey, as Kysely sees them: nobody else writes them. */
declare module '../shell/tables.ts' {
  interface PortalTables {
    attachments: {
      attachment: string
      draft: string
      account: string
      file: string
      size_bytes: number
      sealed: Uint8Array
      number: Generated<number>
    }
    prepared_filings: {
      draft: string
      account: string | null
      filing: string
      made_from: Uint8Array
      form_file: string
      form_bytes: number
      signed_file: string | null
      signed_bytes: number
      sealed: Uint8Array
    }
    discarded_files: { file: string; account: string; size_bytes: number }
    filings: {
      filing: string
      /** Null for who left the portal. */
      account: string | null
      vault: string | null
      draft: string | null
      /** The filing that it answers. */
      about: string | null
      agency: string
      filing_digest: Uint8Array
      content: Uint8Array
      state: 'sent' | 'filed' | 'refused' | 'replaced'
      reason: string | null
      sent_at: Date
      filed_at: Date | null
      taken_at: Date | null
      /** Of `kept_directories`. */
      directory: Uint8Array | null
      news_at: Generated<Date | null>
      news_told_at: Generated<Date | null>
      sealed: Uint8Array | null
    }
    kept_directories: { digest: Uint8Array; file: Uint8Array }
    filing_parts: { filing: string; position: number; file: string; size_bytes: number }
    filing_answers: { filing: string; sealed: Uint8Array }
    filing_events: { filing: string; number: number; told_at: Date; envelope: Uint8Array }
  }
}
