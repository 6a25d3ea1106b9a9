import type { Work } from '@madoguchi/delivery'
import type { Bytes, Random, Verdict } from '@madoguchi/kit'
import { hex, makeId, makeIds, no, ok, sha256 } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import { sql } from 'kysely'
import type { PortalTables } from '../tables.ts'
import { closeSecret, openSecret } from './secret.ts'

export type OpenedVault = {
  readonly account: string
  readonly isRegistered: boolean
  readonly vault: string
  readonly vaultKey: Bytes
}

/** A card whose holder waits. Once that `isOver`, the key is wiped, and nothing may be closed with it. */
export type CardInHand = {
  readonly certificate: Certificate
  readonly wrappingKey: Bytes
  readonly isOver: boolean
}

type Card = { readonly linkCode: string; readonly inHand: CardInHand }
type Account = { readonly account: string; readonly isRegistered: boolean }
type Vault = { readonly vault: string; readonly closed: Bytes }
type NewCard = Account & Vault & { readonly certificate: Certificate }

/**
 * Finds or makes the accounts of link codes, and opens each one's vault with the key that the card makes. A card that
 * its account has not seen gets a vault of its own: what was sealed to the old card's stays readable with the old card.
 * One verdict a card; LOGIN_SLOW for whom nobody waits any more.
 */
export async function openAccountVaults(
  work: Work<PortalTables>,
  cards: readonly Card[],
  random: Random,
): Promise<Verdict<OpenedVault, 'LOGIN_VAULT_MISMATCH' | 'LOGIN_SLOW'>[]> {
  const accounts = await findOrAddAccounts(work, [...new Set(cards.map(({ linkCode }) => linkCode))].sort(), random)
  const holding = cards.map(({ linkCode, inHand }) => ({ ...(accounts.get(linkCode) as Account), inHand }))
  const vaults = await findVaults(work, holding)
  const fresh: NewCard[] = []
  // Nothing is awaited from here on: a key that is not wiped now is not wiped before it is used.
  const verdicts = holding.map(({ account, isRegistered, inHand }) => {
    const { certificate, wrappingKey: key } = inHand
    if (inHand.isOver) return no('LOGIN_SLOW')
    const boundTo = [account, certificate.fingerprint]
    const known = vaults.get(nameCard(account, certificate))
    if (known !== undefined) {
      const vaultKey = openSecret({ key, closed: known.closed, boundTo })
      return vaultKey === undefined
        ? no('LOGIN_VAULT_MISMATCH')
        : ok({ account, isRegistered, vault: known.vault, vaultKey })
    }
    const vault = makeId('vlt', random)
    const vaultKey = random.bytes(32)
    const made = { vault, closed: closeSecret({ key, secret: vaultKey, boundTo, random }) }
    // The same new card twice at once has one vault.
    vaults.set(nameCard(account, certificate), made)
    fresh.push({ account, isRegistered, certificate, ...made })
    return ok({ account, isRegistered, vault, vaultKey })
  })
  noteNewCards(work, fresh)
  return verdicts
}

async function findOrAddAccounts(
  { tx, at }: Work<PortalTables>,
  linkCodes: readonly string[],
  random: Random,
): Promise<Map<string, Account>> {
  const { rows } = await sql<{ account: string; link_code: string; is_registered: boolean }>`
    insert into accounts (account, link_code, created_at, last_login_at)
    select account, link_code, ${at}, ${at}
    from unnest(${makeIds('acc', linkCodes.length, random)}::text[], ${linkCodes}::text[]) as t (account, link_code)
    order by link_code
    on conflict (link_code) do update set last_login_at = excluded.last_login_at
    returning account, link_code, registered_at is not null as is_registered`.execute(tx)
  return new Map(rows.map((row) => [row.link_code, { account: row.account, isRegistered: row.is_registered }]))
}

/** The vaults of cards that are known, by `nameCard`. Whoever holds the account's row has it to themselves. */
async function findVaults(
  { tx, at }: Work<PortalTables>,
  cards: readonly { account: string; inHand: CardInHand }[],
): Promise<Map<string, Vault>> {
  const { rows } = await sql<{ account: string; fingerprint: string; vault: string; wrapped_key: Uint8Array }>`
    update account_cards c set last_used_at = ${at}, issuer = t.issuer
    from unnest(${cards.map(({ account }) => account)}::text[],
      ${cards.map(({ inHand }) => inHand.certificate.fingerprint)}::text[],
      ${cards.map(({ inHand }) => nameIssuer(inHand.certificate.issuerDer))}::text[]) as t (account, fingerprint, issuer)
    where c.account = t.account and c.fingerprint = t.fingerprint
    returning c.account, c.fingerprint, c.vault, c.wrapped_key`.execute(tx)
  return new Map(
    rows.map((row) => [nameCard(row.account, row), { vault: row.vault, closed: new Uint8Array(row.wrapped_key) }]),
  )
}

function noteNewCards({ write, at }: Work<PortalTables>, cards: readonly NewCard[]): void {
  if (cards.length === 0) return
  const certificates = cards.map(({ certificate }) => certificate)
  write(sql`
    insert into account_cards (account, fingerprint, serial, issuer, vault, wrapped_key, not_after, first_used_at, last_used_at)
    select account, fingerprint, serial, issuer, vault, wrapped_key, not_after, ${at}, ${at}
    from unnest(${cards.map(({ account }) => account)}::text[], ${certificates.map((c) => c.fingerprint)}::text[],
      ${certificates.map((c) => c.serialHex)}::text[], ${certificates.map((c) => nameIssuer(c.issuerDer))}::text[],
      ${cards.map(({ vault }) => vault)}::text[],
      ${cards.map(({ closed }) => closed)}::bytea[], ${certificates.map((c) => c.notAfter)}::timestamptz[])
      as t (account, fingerprint, serial, issuer, vault, wrapped_key, not_after)`)
}

/** How `account_cards` names a CA: generations of one CA share it, as they share the name. */
export function nameIssuer(subjectDer: Bytes): string {
  return hex.encode(sha256(subjectDer))
}

function nameCard(account: string, { fingerprint }: { fingerprint: string }): string {
  return `${account} ${fingerprint}`
}
