import assert from 'node:assert/strict'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { PartyDatabase } from '@madoguchi/db'
import { createPartyDatabases, migrate } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openEmbeddedServer } from '@madoguchi/db/embedded'
import { getPartyPlan } from '@madoguchi/nation'
import pg from 'pg'
import type { KeptDatabase, KeptNation } from './kept-nation.ts'

/** A data folder as the dump's nation left it, its databases at the migrations of then. Gives its path. */
export async function restoreNation(kept: KeptNation): Promise<string> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'madoguchi-kept-'))
  for (const [path, text] of Object.entries(kept.files)) {
    await mkdir(dirname(join(dataFolder, path)), { recursive: true, mode: 0o700 })
    await writeFile(join(dataFolder, path), text, { mode: 0o600 })
  }
  await using server = await openEmbeddedServer({
    dataFolder: join(dataFolder, 'postgres'),
    log: () => {},
    durability: 'none',
  })
  for (const [name, database] of Object.entries(kept.databases)) {
    const party = getPartyPlan(nameNow(name)).database
    const [made] = await createPartyDatabases({ server, parties: [party] })
    await restoreDatabase(server, made ?? assert.fail(), database)
  }
  return dataFolder
}

/** Dumps of before the cast was a list call an agency `mihonShi`; today it is its id. */
function nameNow(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

async function restoreDatabase(server: EmbeddedServer, made: PartyDatabase, kept: KeptDatabase): Promise<void> {
  await migrate({ connection: made.migrateUrl, series: await writeSeries(kept) })
  const url = new URL(server.adminUrl)
  url.pathname = new URL(made.migrateUrl).pathname
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    // Rows come in any order, and as they were: no key and no trigger of then says no to them.
    await client.query('set session_replication_role = replica')
    for (const [table, json] of Object.entries(kept.tables)) {
      const name = pg.escapeIdentifier(table)
      await client.query(
        `insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
        [json],
      )
    }
    const { rows } = await client.query<{ table: string; column: string }>(
      `select table_name as "table", column_name as "column" from information_schema.columns
        where table_schema = 'public' and is_identity = 'YES'`,
    )
    for (const { table, column } of rows) {
      await client.query(
        `select setval(pg_get_serial_sequence($1, $2), (select greatest(1, max(${pg.escapeIdentifier(column)})) from ${pg.escapeIdentifier(table)}))`,
        [table, column],
      )
    }
  } finally {
    await client.end()
  }
}

async function writeSeries({ migrations }: KeptDatabase): Promise<{ name: string; folder: string }[]> {
  const root = await mkdtemp(join(tmpdir(), 'madoguchi-kept-sql-'))
  for (const { series, name, sql } of migrations) {
    await mkdir(join(root, series), { recursive: true })
    await writeFile(join(root, series, name), sql)
  }
  return [...new Set(migrations.map(({ series }) => series))].map((name) => ({ name, folder: join(root, name) }))
}
