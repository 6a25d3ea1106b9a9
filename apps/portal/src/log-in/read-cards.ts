import type { Database } from '@madoguchi/db'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

// What sessions are told of cards.

type Reading = Pick<Database<PortalTables>, 'kysely'>
type Which = { readonly account: string; readonly fingerprint: string }

/** Serial and issuer of each of these cards, in their order; undefined for one that is not known any more. */
export async function listCardsOf(
  { kysely }: Reading,
  cards: readonly Which[],
): Promise<readonly ({ readonly serial: string; readonly issuer: string | null } | undefined)[]> {
  const { rows } = await sql<{ serial: string | null; issuer: string | null }>`
    select c.serial, c.issuer
    from unnest(${cards.map(({ account }) => account)}::text[], ${cards.map(({ fingerprint }) => fingerprint)}::text[])
      with ordinality as t (account, fingerprint, place)
      left join account_cards c on c.account = t.account and c.fingerprint = t.fingerprint
    order by t.place`.execute(kysely)
  return rows.map(({ serial, issuer }) => (serial === null ? undefined : { serial, issuer }))
}

/** The vault of a card, and the vault's key under the card's; null what it was not brought to. Undefined for a card that is gone. */
export function findCardVault(
  { kysely }: Reading,
  { account, fingerprint }: Which,
): Promise<{ vault: string | null; wrapped_key: Uint8Array | null } | undefined> {
  return kysely
    .selectFrom('account_cards')
    .select(['vault', 'wrapped_key'])
    .where('account', '=', account)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
}
