import type { Database } from '@madoguchi/db'
import type { Work } from '@madoguchi/delivery'
import type { Bytes, Clock, Random, Verdict } from '@madoguchi/kit'
import { base64url, hex, minuteMs, no, ok, sha256, utf8 } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

const lifetimeMs = 5 * minuteMs

/**
 * 256 random bits for a card to sign: once, within five minutes, by whoever holds `login` (32 random bytes, base64url:
 * the cookie a browser has before it is logged in, or the id an API client was given). Only its hash is stored. It does
 * not wait for the disk: a challenge that a crash took away is unknown, and the citizen begins again.
 */
export async function issueChallenge(options: {
  db: Database<PortalTables>
  random: Random
  clock: Clock
  login: string
}): Promise<Bytes> {
  const { db, random, clock, login } = options
  const challenge = random.bytes(32)
  const expiresAt = new Date(clock.now().getTime() + lifetimeMs)
  await sql`
    with hurried as (select set_config('synchronous_commit', 'off', true))
    insert into login_challenges (login_hash, challenge, expires_at)
    select ${hashLogin(login)}::bytea, ${challenge}::bytea, ${expiresAt}::timestamptz from hurried
    on conflict (login_hash) do update
    set challenge = excluded.challenge, expires_at = excluded.expires_at, used_at = null`.execute(db.kysely)
  return challenge
}

type ChallengeCode = 'LOGIN_CHALLENGE_UNKNOWN' | 'LOGIN_CHALLENGE_LATE' | 'LOGIN_CHALLENGE_USED'

/**
 * Takes the challenges of these logins, in the caller's transaction: once that is committed, whatever came of it, they cannot
 * be taken again. Of the same login twice, the first has it. One verdict a login.
 */
export async function takeChallenges(
  { tx, at }: Pick<Work<PortalTables>, 'tx' | 'at'>,
  logins: readonly string[],
): Promise<Verdict<Bytes, ChallengeCode>[]> {
  const hashes = logins.map(hashLogin)
  const { rows } = await sql<{ login_hash: Uint8Array; challenge: Uint8Array; expires_at: Date }>`
    update login_challenges c set used_at = ${at} from unnest(${hashes}::bytea[]) as t (login_hash)
    where c.login_hash = t.login_hash and c.used_at is null
    returning c.login_hash, c.challenge, c.expires_at`.execute(tx)
  const taken = new Map(rows.map((row) => [hex.encode(row.login_hash), row]))
  const isKnown = await findKnown(
    tx,
    hashes.filter((hash) => !taken.has(hex.encode(hash))),
  )
  const given = new Set<string>()
  return hashes.map((hash) => {
    const name = hex.encode(hash)
    const row = taken.get(name)
    if (row === undefined) return no(isKnown.has(name) ? 'LOGIN_CHALLENGE_USED' : 'LOGIN_CHALLENGE_UNKNOWN')
    if (given.has(name)) return no('LOGIN_CHALLENGE_USED')
    given.add(name)
    return row.expires_at >= at ? ok(new Uint8Array(row.challenge)) : no('LOGIN_CHALLENGE_LATE')
  })
}

async function findKnown(tx: Kysely<PortalTables>, hashes: readonly Bytes[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const { rows } = await sql<{ login_hash: Uint8Array }>`
    select login_hash from login_challenges where login_hash = any(${hashes}::bytea[])`.execute(tx)
  return new Set(rows.map((row) => hex.encode(row.login_hash)))
}

/** Whether a challenge waits to be signed for this login. Looking takes nothing. */
export async function isChallengeOpen(
  { db, clock }: { db: Database<PortalTables>; clock: Clock },
  login: string,
): Promise<boolean> {
  const row = await db.kysely
    .selectFrom('login_challenges')
    .select('expires_at')
    .where('login_hash', '=', hashLogin(login))
    .where('used_at', 'is', null)
    .where('expires_at', '>=', clock.now())
    .executeTakeFirst()
  return row !== undefined
}

export async function forgetChallenges(db: Kysely<PortalTables>, { before }: { before: Date }): Promise<void> {
  await db.deleteFrom('login_challenges').where('expires_at', '<', before).execute()
}

export function makeLogin(random: Random): string {
  return base64url.encode(random.bytes(32))
}

/** By which a log-in that began is found. */
export function hashLogin(login: string): Bytes {
  return sha256(utf8.encode(`madoguchi/1/login-id\n${login}`))
}
