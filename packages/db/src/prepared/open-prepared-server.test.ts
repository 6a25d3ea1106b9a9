import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { isServerOf } from '../embedded/postmaster.ts'
import { demandMigrated } from '../migrate/demand-migrated.ts'
import type { MigrationSeries } from '../migrate/migrate.ts'
import { readOwnerUrl } from '../testing.fixture.ts'
import { openPreparedServer } from './open-prepared-server.ts'

describe('a server whose databases a child prepares', () => {
  let folder: string
  let series: readonly MigrationSeries[]
  const events: string[] = []
  const open = (durability: 'full' | 'none' = 'none') =>
    openPreparedServer(
      { dataFolder: join(folder, 'data'), durability, databases: [{ party: 'core', series }] },
      (event) => void events.push(event),
    )

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-prepared-'))
    series = [{ name: 'main', folder }]
    await writeFile(join(folder, '0001-a.sql'), 'create table a (b int); grant select, insert on a to {{run}};')
  })
  after(() => rm(folder, { recursive: true }))

  it('is migrated when it is there, and serves the role that runs', async () => {
    await using server = await open()
    const [core] = server.databases
    assert.ok(core)
    assert.deepEqual(Object.keys(core), ['party', 'runUrl', 'runRole'])
    await demandMigrated({ connection: core.runUrl, series })
    await query(core.runUrl, 'insert into a values (1)')
    assert.deepEqual(events, ['DB_SERVER_READY'])
    await assert.rejects(open(), { code: 'DB_FOLDER_IN_USE' }, 'and nobody else has the folder')
  })

  it('never shows this process a password of the owner or of the administrator', async () => {
    const said: string[] = []
    await using server = await openPreparedServer(
      { dataFolder: join(folder, 'data'), durability: 'none', databases: [{ party: 'core', series }] },
      (event, facts) => void said.push(JSON.stringify({ event, facts })),
    )
    const text = JSON.stringify(server.databases) + said.join()
    for (const role of ['core_owner', 'madoguchi_admin']) {
      const password = (await readFile(join(folder, 'data', 'secrets', role), 'utf8')).trim()
      assert.ok(!text.includes(password), role)
    }
  })

  it('runs what is new at the next start, and is refused by code that knows less or more', async () => {
    await writeFile(join(folder, '0002-b.sql'), 'alter table a add column c int;')
    let runUrl = ''
    {
      await using server = await open()
      runUrl = server.databases[0]?.runUrl ?? ''
      await demandMigrated({ connection: runUrl, series })
      await query(await readOwnerUrl({ dataFolder: join(folder, 'data'), runUrl }), 'select c from a')
      await writeFile(join(folder, '0003-c.sql'), 'select 1;')
      await assert.rejects(demandMigrated({ connection: runUrl, series }), { code: 'DB_BEHIND_CODE' })
      const other = [...series, { name: 'other', folder }]
      await assert.rejects(demandMigrated({ connection: runUrl, series: other }), { code: 'DB_BEHIND_CODE' })
      await rm(join(folder, '0003-c.sql'))
      await rm(join(folder, '0002-b.sql'))
      await assert.rejects(demandMigrated({ connection: runUrl, series }), { code: 'DB_NEWER_THAN_CODE' })
      await writeFile(join(folder, '0002-b.sql'), 'alter table a add column other int;')
      await assert.rejects(demandMigrated({ connection: runUrl, series }), { code: 'DB_MIGRATION_DRIFT' })
      await writeFile(join(folder, '0002-b.sql'), 'alter table a add column c int;')
    }
    await assert.rejects(demandMigrated({ connection: runUrl, series }), { code: 'DB_UNAVAILABLE' })
  })

  it('is down again where a migration was refused, says why, and frees the folder', async () => {
    await writeFile(join(folder, '0003-c.sql'), 'select nonsense;')
    await assert.rejects(open(), (error: Error & { code: string }) => {
      assert.equal(error.code, 'DB_MIGRATION_FAILED')
      return /0003-c|c of main/.test(error.message)
    })
    await rm(join(folder, '0003-c.sql'))
    await using server = await open()
    assert.equal(await isServerOf(server.pid, join(folder, 'data', 'cluster')), true)
  })

  it('is stopped in the end, and once', async () => {
    const first = await open()
    const { pid } = first
    await first[Symbol.asyncDispose]()
    assert.equal(await isServerOf(pid, join(folder, 'data', 'cluster')), false)
    assert.equal(events.at(-1), 'DB_SERVER_STOPPED')
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
