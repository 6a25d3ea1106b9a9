import assert from 'node:assert/strict'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import type { PartyDatabase } from './create-party-databases.ts'
import { createPartyDatabase, createPartyDatabases } from './create-party-databases.ts'
import type { EmbeddedServer } from './embedded/open-embedded-server.ts'
import { openTestServer } from './testing.fixture.ts'

describe("one party's role is refused at every other party's database (design 8, 13)", () => {
  let server: EmbeddedServer
  let core: PartyDatabase
  let agency: PartyDatabase

  before(async () => {
    server = await openTestServer()
    const made = await createPartyDatabases({ server, parties: ['core', 'agency_131016'] })
    assert(made[0] && made[1])
    core = made[0]
    agency = made[1]
  })
  after(() => server[Symbol.asyncDispose]())

  it('lets each role into the database of its own party', async () => {
    for (const { party, migrateUrl, runUrl } of [core, agency]) {
      assert.deepEqual(await query(migrateUrl, 'SELECT current_database() AS d'), [{ d: `madoguchi_${party}` }])
      assert.deepEqual(await query(runUrl, 'SELECT current_user AS u'), [{ u: `${party}_run` }])
    }
  })

  it('lets no role into any other database, those of PostgreSQL itself included', async () => {
    const others = ['madoguchi_core', 'madoguchi_agency_131016', 'postgres', 'template1', 'template0']
    for (const mine of [core, agency]) {
      for (const other of others.filter((name) => name !== `madoguchi_${mine.party}`)) {
        for (const url of [mine.migrateUrl, mine.runUrl]) {
          const there = new URL(url)
          there.pathname = `/${other}`
          await assert.rejects(query(there.href, 'SELECT 1'), { code: other === 'template0' ? /55000|42501/ : '42501' })
        }
      }
    }
  })

  it('refuses a wrong password and another role with it', async () => {
    const wrong = new URL(core.runUrl)
    wrong.password = 'guessed'
    await assert.rejects(query(wrong.href, 'SELECT 1'), { code: '28P01' })
    const borrowed = new URL(agency.migrateUrl)
    borrowed.username = 'core_owner'
    await assert.rejects(query(borrowed.href, 'SELECT 1'), { code: '28P01' })
  })

  it('gives the running role nothing that no SQL file granted', async () => {
    for (const sql of [
      'CREATE TABLE public.mine (a int)',
      'CREATE TEMPORARY TABLE mine (a int)',
      'CREATE SCHEMA mine',
      'SET ROLE core_owner',
      'CREATE ROLE mine',
      'SELECT * FROM pg_authid',
      "SELECT pg_read_file('/etc/passwd')",
      "COPY (SELECT 1) TO PROGRAM 'true'",
      'SELECT lo_create(0)',
      "SELECT lo_from_bytea(0, '')",
    ]) {
      await assert.rejects(query(core.runUrl, sql), { code: '42501' }, sql)
    }
  })

  it('lets the owner create in its schema by a right of its own, which PostgreSQL 15 asks for too', async () => {
    const admin = new URL(server.adminUrl)
    admin.pathname = '/madoguchi_core'
    const rows = await query(
      admin.href,
      `SELECT a.privilege_type AS right FROM pg_namespace n, aclexplode(n.nspacl) a
        WHERE n.nspname = 'public' AND a.grantee = 'core_owner'::regrole ORDER BY 1`,
    )
    assert.deepEqual(rows, [{ right: 'CREATE' }, { right: 'USAGE' }])
    await query(core.migrateUrl, 'CREATE TABLE public.of_owner (a int)')
    await query(core.migrateUrl, 'DROP TABLE public.of_owner')
  })

  it('lets a role act for nobody but itself', async () => {
    const rows = await query(server.adminUrl, 'SELECT count(*)::int AS n FROM pg_auth_members WHERE member > 16384')
    assert.deepEqual(rows, [{ n: 0 }])
  })

  it('answers the same when it is called again', async () => {
    assert.deepEqual(await createPartyDatabases({ server, parties: ['agency_131016', 'core'] }), [agency, core])
  })

  it('keeps each password in a file that only its owner reads', async () => {
    for (const role of ['core_owner', 'core_run', 'madoguchi_admin']) {
      assert.equal((await stat(join(server.secretsFolder, role))).mode & 0o777, 0o600)
    }
    assert.equal((await stat(server.secretsFolder)).mode & 0o777, 0o700)
  })

  it('gives a role another password when the file is lost', async () => {
    const first = await createPartyDatabase({ server, party: 'portal' })
    await rm(join(server.secretsFolder, 'portal_run'))
    const second = await createPartyDatabase({ server, party: 'portal' })
    assert.notEqual(second.runUrl, first.runUrl)
    assert.equal(second.migrateUrl, first.migrateUrl)
    await assert.rejects(query(first.runUrl, 'SELECT 1'), { code: '28P01' })
    assert.equal((await query(second.runUrl, 'SELECT 1')).length, 1)
  })

  it('finishes a database whose making was cut off', async () => {
    await query(server.adminUrl, 'CREATE ROLE cut_owner')
    await query(server.adminUrl, 'CREATE DATABASE madoguchi_cut OWNER cut_owner ALLOW_CONNECTIONS false')
    const cut = await createPartyDatabase({ server, party: 'cut' })
    await query(cut.migrateUrl, 'CREATE TABLE a (b int)')
    await assert.rejects(query(cut.runUrl, 'SELECT * FROM a'), { code: '42501' })
  })

  it('refuses a name that would have to be escaped', async () => {
    for (const party of ['', 'Core', 'a-b', '1a', 'a"b', 'a'.repeat(41)]) {
      await assert.rejects(createPartyDatabase({ server, party }), { name: 'AssertionError' })
    }
  })
})

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
