import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openOldDatabase } from '../testing/open-old-database.fixture.ts'

test('accounts from before keep each card’s vault, their sessions, and an address that waits to be confirmed', async () => {
  await using old = await openOldDatabase('0007')
  const { db } = old
  await sql`
    with a as (
      insert into accounts (account, link_code, registered_at, email, created_at, last_login_at)
      values ('acc_two', 'link', now(), 'a@example.jp', now(), now()))
    select 1`.execute(db.kysely)
  for (const [card, vault, days] of [
    ['old', 'vlt_old', 9],
    ['new', 'vlt_new', 1],
  ] as const) {
    await sql`
      insert into account_cards (account, fingerprint, serial, vault, wrapped_key, not_after, first_used_at, last_used_at)
      values ('acc_two', ${card}, '1', ${vault}, '\\x01'::bytea, now(), now(), now() - ${days} * interval '1 day')`.execute(
      db.kysely,
    )
    await sql`
      insert into sessions (session_hash, account, channel, mandate, vault, sealed_secret, created_at, last_seen_at, expires_at)
      values (sha256(${card}::text::bytea), 'acc_two', 'page', 'man', ${vault}, '\\x02'::bytea, now(), now(), now())`.execute(
      db.kysely,
    )
  }
  // As far as sessions outlive an upgrade.
  await old.migrateUntil('0013')
  const { rows } = await sql<Record<string, string | null>>`
    select s.fingerprint, s.vault, c.vault as kept, a.vault as shared, a.email, e.email as waiting
    from sessions s join account_cards c using (account, fingerprint) join accounts a using (account)
    join email_confirmations e using (account) order by s.vault`.execute(db.kysely)
  const shared = { shared: 'vlt_new', email: null, waiting: 'a@example.jp' }
  assert.deepEqual(rows, [
    { fingerprint: 'new', vault: 'vlt_new', kept: 'vlt_new', ...shared },
    { fingerprint: 'old', vault: 'vlt_old', kept: 'vlt_old', ...shared },
  ])
})
