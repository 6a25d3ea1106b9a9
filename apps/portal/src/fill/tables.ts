import type {} from '../shell/tables.ts'

/** The tables of this journey, as Kysely sees them: nobody else writes them. */
declare module '../shell/tables.ts' {
  interface PortalTables {
    drafts: {
      draft: string
      /** Null, as `vault` is: it belongs to the browser that has the cookie. */
      account: string | null
      vault: string | null
      browser_hash: Uint8Array | null
      procedure: string
      version: string
      municipality: string
      revision: number
      sealed: Uint8Array
      created_at: Date
      updated_at: Date
      /** When its owner was told that it ends; null again when it is changed. */
      told_end_at: Date | null
      /** Of what answers a filing: which one, and how. */
      about: string | null
      reply: 'correction' | 'papers' | 'withdrawal' | null
    }
    held_pages: { browser_hash: Uint8Array; draft: string; place: string; sealed: Uint8Array; held_at: Date }
  }
}
