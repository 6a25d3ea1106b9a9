import { hex } from '@madoguchi/kit'
import { digestMandate } from '@madoguchi/messages'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'

// All that is written into the tables of mandates and of the codes that were given out.

export type Assigned = {
  readonly party: string
  readonly personId: Uint8Array
  readonly mandate?: string
  readonly until?: Date
}

/** Codes and mandates of all messages in one statement. */
export function insertAssigned(assigned: readonly Assigned[], at: Date): RawBuilder<unknown> {
  return sql`
    with t as (
      select party, decode(person, 'hex') as person, mandate, decode(digest, 'hex') as digest, until
      from unnest(${assigned.map((one) => one.party)}::text[], ${assigned.map((one) => hex.encode(one.personId))}::text[],
        ${assigned.map((one) => one.mandate ?? null)}::text[],
        ${assigned.map(({ mandate }) => (mandate === undefined ? null : hex.encode(digestMandate(mandate))))}::text[],
        ${assigned.map((one) => one.until ?? null)}::timestamptz[])
        as u (party, person, mandate, digest, until)),
    granted as (
      insert into mandates (mandate_id, mandate_digest, party, person_id, granted_at, expires_at)
      select mandate, digest, party, person, ${at}, until from t where mandate is not null)
    insert into assigned_codes (party, person_id, assigned_at)
    select party, person, ${at} from t order by party, person on conflict do nothing`
}

/** Ends mandates by their digests in hex. Another party's mandate is left alone. */
export function noteMandatesEnded(
  mandates: readonly { readonly digest: string; readonly party: string }[],
  at: Date,
): RawBuilder<unknown> {
  return sql`
    update mandates m set ended_at = ${at}
    from unnest(${mandates.map(({ digest }) => digest)}::text[], ${mandates.map(({ party }) => party)}::text[]) as t (digest, party)
    where m.mandate_digest = decode(t.digest, 'hex') and m.party = t.party and m.ended_at is null`
}
