import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { PartyDatabase } from '../create-party-databases.ts'
import { createPartyDatabase } from '../create-party-databases.ts'
import type { EmbeddedServer } from '../embedded/open-embedded-server.ts'
import { openDatabase } from '../open-database.ts'
import { openTestServer } from '../testing.fixture.ts'
import { migrate } from './migrate.ts'

const ledgerSql = `
  CREATE TABLE ledger (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, word text NOT NULL);
  GRANT SELECT, INSERT ON ledger TO {{run}};
`

describe('migrations', () => {
  let server: EmbeddedServer
  let folder: string
  let party: PartyDatabase
  let count = 0

  before(async () => {
    server = await openTestServer()
  })
  after(() => server[Symbol.asyncDispose]())
  beforeEach(async (context) => {
    count += 1
    party = await createPartyDatabase({ server, party: `party${count}` })
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-sql-'))
    const here = folder
    assert('after' in context)
    context.after(() => rm(here, { recursive: true }))
  })

  function writeSql(name: string, text: string): Promise<void> {
    return writeFile(join(folder, name), text)
  }

  function run(): Promise<{ ran: number }> {
    return migrate({ connection: party.migrateUrl, folder })
  }

  it('runs each file once, in order', async () => {
    await writeSql('0001-ledger.sql', ledgerSql)
    assert.deepEqual(await run(), { ran: 1 })
    assert.deepEqual(await run(), { ran: 0 })
    await writeSql('0002-more.sql', 'ALTER TABLE ledger ADD COLUMN at timestamptz; SELECT 1;')
    assert.deepEqual(await run(), { ran: 1 })
  })

  it('leaves the running role unable to change or erase what it may only add', async () => {
    await writeSql('0001-ledger.sql', ledgerSql)
    await run()
    await using db = openDatabase<{ ledger: { word: string } }>({ connection: party.runUrl, applicationName: 'test' })
    await db.kysely.insertInto('ledger').values({ word: 'asked' }).execute()
    // PostgreSQL answers this with a warning only.
    await sql`GRANT ALL ON ledger TO CURRENT_USER`.execute(db.kysely)
    for (const statement of [
      "UPDATE ledger SET word = 'never'",
      'DELETE FROM ledger',
      'TRUNCATE ledger',
      'DROP TABLE ledger',
      'ALTER TABLE ledger DISABLE TRIGGER ALL',
      'DELETE FROM madoguchi_migrations',
      'UPDATE madoguchi_migrations SET number = 7',
      "INSERT INTO madoguchi_migrations (series, number, name, checksum) VALUES ('main', 2, 'x', 'x')",
    ]) {
      await assert.rejects(sql.raw(statement).execute(db.kysely), { facts: { sqlState: '42501' } }, statement)
    }
    assert.deepEqual(await db.kysely.selectFrom('ledger').select('word').execute(), [{ word: 'asked' }])
    // It looks there whether all has run.
    assert.equal((await sql`SELECT FROM madoguchi_migrations`.execute(db.kysely)).rows.length, 1)
  })

  it('stands twenty processes that start at the same moment', async () => {
    await writeSql('0001-ledger.sql', ledgerSql)
    await writeSql('0002-slow.sql', 'SELECT pg_sleep(0.02); CREATE TABLE second (a int);')
    await writeSql('0003-third.sql', 'CREATE TABLE third (a int);')
    const outcomes = await Promise.all(Array.from({ length: 20 }, run))
    assert.equal(
      outcomes.reduce((sum, { ran }) => sum + ran, 0),
      3,
    )
  })

  it('refuses a file that was changed after it ran, and not one whose line ends changed', async () => {
    await writeSql('0001-ledger.sql', ledgerSql)
    await run()
    await writeSql('0001-ledger.sql', ledgerSql.replaceAll('\n', '\r\n'))
    await run()
    await writeSql('0001-ledger.sql', `${ledgerSql} -- a thought`)
    await assert.rejects(run(), { code: 'DB_MIGRATION_DRIFT', facts: { series: 'main', number: 1 } })
  })

  it('refuses a database that is newer than the code, and names both numbers', async () => {
    await writeSql('0001-a.sql', 'SELECT 1')
    await writeSql('0002-b.sql', 'SELECT 1')
    await run()
    await rm(join(folder, '0002-b.sql'))
    await assert.rejects(run(), {
      code: 'DB_NEWER_THAN_CODE',
      message: 'The database is at migration 2 of main, but this release knows only 1; start a newer release.',
    })
  })

  it('takes a file whole or not at all, and says where it failed', async () => {
    await writeSql('0001-half.sql', 'CREATE TABLE half (a int);\nSELEKT 1;')
    await assert.rejects(run(), {
      code: 'DB_MIGRATION_FAILED',
      facts: { series: 'main', number: 1, line: 2, sqlState: '42601' },
    })
    await writeSql('0001-half.sql', 'CREATE TABLE half (a int);')
    assert.deepEqual(await run(), { ran: 1 })
  })

  it('keeps the series of several packages apart', async () => {
    await writeSql('0001-a.sql', 'CREATE TABLE IF NOT EXISTS shared (a int)')
    const series = [
      { name: 'delivery', folder },
      { name: 'core', folder },
    ]
    assert.deepEqual(await migrate({ connection: party.migrateUrl, series }), { ran: 2 })
    assert.deepEqual(await migrate({ connection: party.migrateUrl, series: series.slice(1) }), { ran: 0 })
  })

  it('refuses files that do not count, that end our transaction, or that name nobody', async () => {
    for (const [name, text] of [
      ['0002-second.sql', 'SELECT 1'],
      ['1-first.sql', 'SELECT 1'],
      ['0001-First.sql', 'SELECT 1'],
      ['0001-ends.sql', 'SELECT 1;\nCOMMIT;'],
    ] as const) {
      await writeSql(name, text)
      await assert.rejects(run(), { name: 'AssertionError' }, name)
      await rm(join(folder, name))
    }
    await writeSql('0001-run.sql', 'GRANT USAGE ON SCHEMA public TO {{run}}')
    await assert.rejects(migrate({ connection: server.adminUrl, folder }), { name: 'AssertionError' })
  })

  it('says that there is no database when there is none', async () => {
    await assert.rejects(migrate({ connection: 'postgresql://a:b@localhost:1/c?host=/nowhere', folder }), {
      code: 'DB_UNAVAILABLE',
    })
  })
})
