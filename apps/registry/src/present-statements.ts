import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { RegistryTables } from './tables.ts'

/** A log-in statement whose signature and certificate held, as it is noted: once for ever. */
export type Statement = { readonly digest: Uint8Array; readonly fingerprint: string; readonly party: string }

type Holder = {
  readonly subject: string
  readonly isRevoked: boolean
  /** False for a statement that was shown before. */
  readonly isFresh: boolean
}

/**
 * Finds whose cards made these statements, and notes each statement of a card that lives. In one statement for all, and in
 * one order whoever writes. A certificate that nobody holds here has no entry. By digest, in hex.
 */
export async function presentStatements(
  tx: Kysely<RegistryTables>,
  statements: readonly Statement[],
  at: Date,
): Promise<Map<string, Holder>> {
  if (statements.length === 0) return new Map()
  const { rows } = await sql<{ digest: string; subject: string; is_revoked: boolean; is_fresh: boolean }>`
    with shown as (
      select s.digest, s.fingerprint, s.party, r.subject, c.revoked_at is not null as is_revoked
      from unnest(${statements.map((s) => s.digest)}::bytea[], ${statements.map((s) => s.fingerprint)}::text[],
        ${statements.map((s) => s.party)}::text[]) as s (digest, fingerprint, party)
      join certificates c on c.fingerprint = s.fingerprint and c.profile = 'authentication'
      join residents r on r.resident_code = c.resident_code),
    fresh as (
      insert into presentations (statement_digest, fingerprint, party, presented_at)
      select digest, fingerprint, party, ${at} from shown where not is_revoked order by digest
      on conflict do nothing returning statement_digest)
    select encode(s.digest, 'hex') as digest, s.subject, s.is_revoked, f.statement_digest is not null as is_fresh
    from shown s left join fresh f on f.statement_digest = s.digest`.execute(tx)
  return new Map(
    rows.map((row) => [row.digest, { subject: row.subject, isRevoked: row.is_revoked, isFresh: row.is_fresh }]),
  )
}
