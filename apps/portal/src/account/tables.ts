import type { MailKind } from './mails.ts'

/** The tables of this journey, as Kysely sees them: nobody else writes them. */
declare module '../shell/tables.ts' {
  interface PortalTables {
    mails: {
      mail: string
      kind: MailKind
      account: string | null
      recipient: string
      count: number | null
      made_at: Date
      due_at: Date
      tries: number
      gave_up_at: Date | null
    }
    email_confirmations: {
      account: string
      email: string
      asked_at: Date
      token_hash: Uint8Array | null
      expires_at: Date | null
    }
  }
}
