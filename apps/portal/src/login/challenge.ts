import type { Database } from '@madoguchi/db'
import type { Bytes, Clock, Random, Verdict } from '@madoguchi/kit'
import { base64url, minuteMs, no, ok, sha256, utf8 } from '@madoguchi/kit'
import type { PortalTables } from '../tables.ts'

const lifetimeMs = 5 * minuteMs

/**
 * 256 random bits for a card to sign: once, within five minutes, by whoever holds `login` (32 random bytes, base64url:
 * the cookie a browser has before it is logged in, or the id an API client was given). Only its hash is stored.
 */
export async function issueChallenge(options: {
  db: Database<PortalTables>
  random: Random
  clock: Clock
  login: string
}): Promise<Bytes> {
  const { db, random, clock, login } = options
  const row = {
    login_hash: hashLogin(login),
    challenge: random.bytes(32),
    expires_at: new Date(clock.now().getTime() + lifetimeMs),
    used_at: null,
  }
  await db.kysely
    .insertInto('login_challenges')
    .values(row)
    .onConflict((conflict) => conflict.column('login_hash').doUpdateSet(row))
    .execute()
  return row.challenge
}

export type ChallengeCode = 'LOGIN_CHALLENGE_UNKNOWN' | 'LOGIN_CHALLENGE_LATE' | 'LOGIN_CHALLENGE_USED'

/** Takes the challenge of this login; whatever comes of it, it cannot be taken again. */
export async function takeChallenge(options: {
  db: Database<PortalTables>
  clock: Clock
  login: string
}): Promise<Verdict<Bytes, ChallengeCode>> {
  const { db, login } = options
  const at = options.clock.now()
  const loginHash = hashLogin(login)
  const taken = await db.kysely
    .updateTable('login_challenges')
    .set({ used_at: at })
    .where('login_hash', '=', loginHash)
    .where('used_at', 'is', null)
    .returning(['challenge', 'expires_at'])
    .executeTakeFirst()
  if (taken !== undefined) {
    return taken.expires_at >= at ? ok(new Uint8Array(taken.challenge)) : no('LOGIN_CHALLENGE_LATE')
  }
  const known = await db.kysely
    .selectFrom('login_challenges')
    .select('used_at')
    .where('login_hash', '=', loginHash)
    .executeTakeFirst()
  return no(known === undefined ? 'LOGIN_CHALLENGE_UNKNOWN' : 'LOGIN_CHALLENGE_USED')
}

export function makeLogin(random: Random): string {
  return base64url.encode(random.bytes(32))
}

function hashLogin(login: string): Bytes {
  return sha256(utf8.encode(`madoguchi/1/login-id\n${login}`))
}
