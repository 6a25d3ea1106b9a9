import type { Work } from '@madoguchi/delivery'
import type { Bytes, Random, Verdict } from '@madoguchi/kit'
import { hex, makeId, makeIds, no, ok } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import { type Kysely, sql } from 'kysely'
import { enterAccounts, takeFirstVaults } from '../session/accounts.ts'
import { bindToCard } from '../shell/bindings.ts'
import { nameIssuer } from '../shell/name-issuer.ts'
import { closeSecret, openSecret } from '../shell/secret.ts'
import type { PortalTables } from '../shell/tables.ts'
import { hashLinkCode } from './link-code-hash.ts'

/**
 * What a card made of its account's vault: `key` is the vault's, or, where `vault` is undefined, the card's own.
 * `isMismatch`: this card wrapped a vault before, and the key that came with it now opens none.
 */
type OpenedVault = {
  readonly account: string
  readonly isRegistered: boolean
  readonly fingerprint: string
  readonly vault: string | undefined
  readonly key: Bytes
  readonly isMismatch: boolean
}

/** A card whose holder waits. Once that `isOver`, the key is wiped, and nothing may be closed with it. */
type CardInHand = {
  readonly certificate: Certificate
  readonly wrappingKey: Bytes
  readonly isOver: boolean
}

type Card = { readonly linkCode: string; readonly inHand: CardInHand }
type Account = { readonly account: string; readonly isRegistered: boolean; readonly vault: string | null }
type Vault = { readonly vault: string; readonly closed: Bytes }
type NewCard = { readonly account: string; readonly certificate: Certificate; readonly made: Vault | undefined }

/**
 * Finds or makes the accounts of link codes, and opens each one's vault with the key that the card makes. An account's
 * first card makes its vault; any other that the account has not seen has none until the citizen brings it to the vault
 * (`joinVault`), and so has one whose key is another than before: the first key that came with a card may have been a
 * program's, not the card's. One verdict a card; LOGIN_SLOW for whom nobody waits any more.
 */
export async function openAccountVaults(
  work: Work<PortalTables>,
  cards: readonly Card[],
  random: Random,
): Promise<Verdict<OpenedVault, 'LOGIN_SLOW'>[]> {
  const accounts = await findOrAddAccounts(work, [...new Set(cards.map(({ linkCode }) => linkCode))].sort(), random)
  const holding = cards.map(({ linkCode, inHand }) => ({ ...(accounts.get(linkCode) as Account), inHand }))
  const known = await findCards(work, holding)
  const vaults = new Map(holding.map(({ account, vault }) => [account, vault]))
  const fresh: NewCard[] = []
  // Nothing is awaited from here on: a key that is not wiped now is not wiped before it is used.
  const verdicts = holding.map(({ account, isRegistered, inHand }) => {
    const { certificate, wrappingKey: key } = inHand
    if (inHand.isOver) return no('LOGIN_SLOW')
    const { fingerprint } = certificate
    const opened = { account, isRegistered, fingerprint, isMismatch: false }
    const boundTo = bindToCard(account, fingerprint)
    const name = nameCard(account, certificate)
    const wraps = known.get(name) ?? []
    for (const { vault, closed } of wraps) {
      const vaultKey = openSecret({ key, closed, boundTo })
      if (vaultKey !== undefined) return ok({ ...opened, vault, key: vaultKey })
    }
    // A copy: the one in hand is wiped as soon as the log-in is through.
    if (wraps.length > 0) return ok({ ...opened, vault: undefined, key: key.slice(), isMismatch: true })
    const isNew = !known.has(name)
    if (vaults.get(account) != null) {
      if (isNew) fresh.push({ account, certificate, made: undefined })
      known.set(name, [])
      return ok({ ...opened, vault: undefined, key: key.slice() })
    }
    const vault = makeId('vlt', random)
    const vaultKey = random.bytes(32)
    const made = { vault, closed: closeSecret({ key, secret: vaultKey, boundTo, random }) }
    // The same new card twice at once has one vault, and another one beside it has none.
    known.set(name, [made])
    vaults.set(account, vault)
    fresh.push({ account, certificate, made })
    return ok({ ...opened, vault, key: vaultKey })
  })
  noteNewCards(work, fresh)
  return verdicts
}

async function findOrAddAccounts(
  work: Work<PortalTables>,
  linkCodes: readonly string[],
  random: Random,
): Promise<Map<string, Account>> {
  const byHash = new Map(linkCodes.map((linkCode) => [hex.encode(hashLinkCode(linkCode)), linkCode]))
  const ids = makeIds('acc', linkCodes.length, random)
  const rows = await enterAccounts(work, { hashes: [...byHash.keys()], ids })
  return new Map(
    rows.map(({ hash, is_registered: isRegistered, account, vault }) => [
      byHash.get(hash) as string,
      { account, isRegistered, vault },
    ]),
  )
}

/**
 * The cards that are known, by `nameCard`, each with what it wrapped: its vault or none yet, and then what was set aside.
 * Whoever holds the account's row has them to themselves.
 */
async function findCards(
  { tx, at }: Work<PortalTables>,
  cards: readonly { account: string; inHand: CardInHand }[],
): Promise<Map<string, readonly Vault[]>> {
  const { rows } = await sql<{
    account: string
    fingerprint: string
    vault: string | null
    wrapped_key: Uint8Array | null
    aside_vaults: readonly string[] | null
    aside_keys: readonly Uint8Array[] | null
  }>`
    update account_cards c set last_used_at = ${at}, issuer = t.issuer
    from unnest(${cards.map(({ account }) => account)}::text[],
      ${cards.map(({ inHand }) => inHand.certificate.fingerprint)}::text[],
      ${cards.map(({ inHand }) => nameIssuer(inHand.certificate.issuerDer))}::text[]) as t (account, fingerprint, issuer)
    where c.account = t.account and c.fingerprint = t.fingerprint
    returning c.account, c.fingerprint, c.vault, c.wrapped_key,
      (select array_agg(vault order by set_aside_at, vault) from set_aside_wraps a
        where a.account = c.account and a.fingerprint = c.fingerprint) as aside_vaults,
      (select array_agg(wrapped_key order by set_aside_at, vault) from set_aside_wraps a
        where a.account = c.account and a.fingerprint = c.fingerprint) as aside_keys`.execute(tx)
  return new Map(
    rows.map((row) => {
      const now = row.vault === null || row.wrapped_key === null ? [] : [{ vault: row.vault, key: row.wrapped_key }]
      const aside = (row.aside_vaults ?? []).map((vault, i) => ({
        vault,
        key: row.aside_keys?.[i] ?? new Uint8Array(0),
      }))
      const wraps = [...now, ...aside].map(({ vault, key }) => ({ vault, closed: new Uint8Array(key) }))
      return [nameCard(row.account, row), wraps]
    }),
  )
}

/** A card that is known wraps this vault from now on. */
export async function wrapForCard(
  tx: Kysely<PortalTables>,
  { account, fingerprint, vault, closed }: Vault & { account: string; fingerprint: string },
): Promise<void> {
  await tx
    .updateTable('account_cards')
    .set({ vault, wrapped_key: closed })
    .where('account', '=', account)
    .where('fingerprint', '=', fingerprint)
    .execute()
}

function noteNewCards({ write, at }: Work<PortalTables>, cards: readonly NewCard[]): void {
  if (cards.length === 0) return
  const certificates = cards.map(({ certificate }) => certificate)
  write(sql`
    with t as (
      select * from unnest(${cards.map(({ account }) => account)}::text[], ${certificates.map((c) => c.fingerprint)}::text[],
        ${certificates.map((c) => c.serialHex)}::text[], ${certificates.map((c) => nameIssuer(c.issuerDer))}::text[],
        ${cards.map(({ made }) => made?.vault ?? null)}::text[],
        ${cards.map(({ made }) => made?.closed ?? null)}::bytea[], ${certificates.map((c) => c.notAfter)}::timestamptz[])
        as u (account, fingerprint, serial, issuer, vault, wrapped_key, not_after)),
    first as (${takeFirstVaults(sql`t`)})
    insert into account_cards (account, fingerprint, serial, issuer, vault, wrapped_key, not_after, first_used_at, last_used_at)
    select account, fingerprint, serial, issuer, vault, wrapped_key, not_after, ${at}, ${at} from t`)
}

function nameCard(account: string, { fingerprint }: { fingerprint: string }): string {
  return `${account} ${fingerprint}`
}
