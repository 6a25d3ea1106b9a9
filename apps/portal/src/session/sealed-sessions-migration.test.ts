import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { sql } from 'kysely'
import { hashLinkCode } from '../log-in/link-code-hash.ts'
import { openOldDatabase } from '../testing/open-old-database.fixture.ts'
import { makeLinkCode } from '../testing/test-portal.fixture.ts'

test('accounts from before are found by their link code’s hash; who was logged in logs in again, and reads why', async () => {
  await using old = await openOldDatabase('0013')
  const { db } = old
  const linkCode = makeLinkCode('前からの人')
  await sql`
    insert into accounts (account, link_code, registered_at, email, created_at, last_login_at, vault)
    values ('acc_old', ${linkCode}, now(), 'a@example.jp', now(), now(), 'vlt_old')`.execute(db.kysely)
  await sql`
    insert into sessions (session_hash, account, fingerprint, channel, mandate, sealed_secret, created_at, last_seen_at, expires_at)
    values ('\\x01'::bytea, 'acc_old', 'card', 'api', 'man_AAAAAAAAAAAAAAAAAAAAAA', '\\x02'::bytea, now(), now(), now())`.execute(
    db.kysely,
  )
  await sql`
    insert into acquisitions (acquisition, fingerprint, state, mandate, link_code, created_at)
    values ('acq_old', 'card', 'granted', 'man_BBBBBBBBBBBBBBBBBBBBBA', ${linkCode}, now())`.execute(db.kysely)
  await old.migrateUntil()
  const accounts = await db.kysely.selectFrom('accounts').selectAll().execute()
  assert.deepEqual(
    accounts.map(({ account, vault, email, link_code_hash }) => [account, vault, email, hex.encode(link_code_hash)]),
    [['acc_old', 'vlt_old', 'a@example.jp', hex.encode(hashLinkCode(linkCode))]],
  )
  const left = await sql<{ all: string }>`
    select (select json_agg(s) from sessions s)::text as all union all select json_agg(q)::text from acquisitions q
    union all select json_agg(a)::text from accounts a`.execute(db.kysely)
  const text = JSON.stringify(left.rows)
  assert.ok(!text.includes(linkCode) && !text.includes('man_'), 'neither code nor mandate is left')
  const lines = await db.kysely.selectFrom('activities').select(['account', 'event', 'channel']).execute()
  assert.deepEqual(lines, [{ account: 'acc_old', event: 'session-ended', channel: 'api' }])
})
