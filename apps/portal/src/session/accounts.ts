import type { Database } from '@madoguchi/db'
import type { Work } from '@madoguchi/delivery'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

// The life of an account: nothing else writes `accounts`.

type Tx = Kysely<PortalTables>

type AccountRow = {
  readonly account: string
  /** Of its link code, hex. */
  readonly hash: string
  readonly is_registered: boolean
  readonly vault: string | null
}

/**
 * Finds accounts by the hashes of their link codes (hex), or makes them under the next of `ids`; each has logged in now. Its row
 * is the caller's until the end of the transaction.
 */
export async function enterAccounts(
  { tx, at }: Pick<Work<PortalTables>, 'tx' | 'at'>,
  { hashes, ids }: { hashes: readonly string[]; ids: readonly string[] },
): Promise<readonly AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    insert into accounts (account, link_code_hash, created_at, last_login_at)
    select account, decode(hash, 'hex'), ${at}, ${at}
    from unnest(${ids}::text[], ${hashes}::text[]) as t (account, hash)
    order by hash
    on conflict (link_code_hash) do update set last_login_at = excluded.last_login_at
    returning account, encode(link_code_hash, 'hex') as hash, vault, registered_at is not null as is_registered`.execute(
    tx,
  )
  return rows
}

/** The vaults that first cards made, as a part of the caller's statement; `rows` has (account, vault), of which vault may be null. */
export function takeFirstVaults(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`update accounts a set vault = t.vault from ${rows} as t where a.account = t.account and t.vault is not null`
}

export async function registerAccount(tx: Tx, { account, at }: { account: string; at: Date }): Promise<void> {
  await tx.updateTable('accounts').set({ registered_at: at }).where('account', '=', account).execute()
}

/** `email`: null for none any more. */
export async function setEmail(tx: Tx, { account, email }: { account: string; email: string | null }): Promise<void> {
  await tx.updateTable('accounts').set({ email }).where('account', '=', account).execute()
}

/** A vault in the place of the one that no card opens any more. */
export async function setVault(tx: Tx, { account, vault }: { account: string; vault: string }): Promise<void> {
  await tx.updateTable('accounts').set({ vault }).where('account', '=', account).execute()
}

/** With all that hangs on it. */
export async function deleteAccount(tx: Tx, account: string): Promise<void> {
  await tx.deleteFrom('accounts').where('account', '=', account).execute()
}

/** Accounts whose holder never consented and has not come again. */
export async function forgetUnregistered(tx: Tx, { before }: { before: Date }): Promise<void> {
  await tx.deleteFrom('accounts').where('registered_at', 'is', null).where('last_login_at', '<', before).execute()
}

/** One after the other of an account until their transactions end. Unlike `lockAccount`, others write rows that name it meanwhile. */
export async function queueAtAccount(tx: Tx, account: string): Promise<void> {
  await tx.selectFrom('accounts').select('account').where('account', '=', account).forNoKeyUpdate().execute()
}

/** Its confirmed address, null where there is none; the account is held until the end of the transaction. Undefined: no such account. */
export function lockAccount(tx: Tx, account: string): Promise<{ email: string | null } | undefined> {
  return tx.selectFrom('accounts').select('email').where('account', '=', account).forUpdate().executeTakeFirst()
}

/** The confirmed addresses of those that have one. */
export async function listEmails(tx: Tx, accounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('accounts')
    .select(['account', 'email'])
    .where('account', 'in', accounts)
    .where('email', 'is not', null)
    .execute()
  return new Map(rows.flatMap(({ account, email }) => (email === null ? [] : [[account, email] as const])))
}

/** How many are registered. */
export async function countAccounts({ kysely }: Pick<Database<PortalTables>, 'kysely'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from accounts where registered_at is not null`.execute(kysely)
  return rows[0]?.count ?? 0
}
