import assert from 'node:assert/strict'
import { AppError, secondMs } from '@madoguchi/kit'
import pg from 'pg'
import { findSqlState, toAppError } from '../to-app-error.ts'
import type { Applied } from './demand-applied.ts'
import { demandApplied } from './demand-applied.ts'
import type { Migration } from './read-migrations.ts'
import { readMigrations } from './read-migrations.ts'

/** A package ships its own series. The name stays for ever: it stands in the database. */
export type MigrationSeries = { readonly name: string; readonly folder: string }

type MigrateOptions = {
  /** The URL of the role that owns the database. */
  connection: string
  /** Whom `{{run}}` in the files names. Without it: `<party>_run` when the connection's user is `<party>_owner`. */
  runRole?: string
} & ({ folder: string } | { series: readonly MigrationSeries[] })

/**
 * Brings a database to what the code expects: runs the SQL files it has not seen, each in one transaction, the series in
 * the order given (`folder` alone is a series named `main`). `{{run}}` in a file stands for the quoted name of the
 * running role. Any number of processes may do this at the same time. Returns how many files this call ran.
 *
 * Throws DB_NEWER_THAN_CODE when the database has seen a file that the code does not have, DB_MIGRATION_DRIFT when a file
 * was changed after it ran, DB_MIGRATION_FAILED when PostgreSQL refuses a file, DB_UNAVAILABLE.
 */
export async function migrate(options: MigrateOptions): Promise<{ ran: number }> {
  const series = 'series' in options ? options.series : [{ name: 'main', folder: options.folder }]
  const plans = await Promise.all(
    series.map(async ({ name, folder }) => ({ name, migrations: await readMigrations(folder) })),
  )
  const client = new pg.Client({
    connectionString: options.connection,
    application_name: 'madoguchi-migrate',
    connectionTimeoutMillis: 5 * secondMs,
  })
  // A broken connection also fails the statement that waits for it.
  client.on('error', () => {})
  try {
    await client.connect()
    await createJournal(client)
    const runRole = findRunRole(options, client)
    let ran = 0
    for (const plan of plans) ran += await migrateSeries({ ...plan, client, runRole })
    if (runRole !== undefined) await showJournal(client, runRole)
    return { ran }
  } catch (error) {
    throw toAppError(error)
  } finally {
    await client.end()
  }
}

/** Somebody else did the same at the same time: row there, schema there, table there, object there. */
const raced = new Set(['23505', '42P06', '42P07', '42710'])

async function createJournal(client: pg.Client): Promise<void> {
  const found = await client.query<{ isThere: boolean }>(
    `SELECT to_regclass('madoguchi_migrations') IS NOT NULL AS "isThere"`,
  )
  if (found.rows[0]?.isThere) return
  try {
    await client.query(
      `CREATE TABLE IF NOT EXISTS madoguchi_migrations (
         series text NOT NULL,
         number integer NOT NULL,
         name text NOT NULL,
         checksum text NOT NULL,
         applied_at timestamptz NOT NULL DEFAULT now(),
         PRIMARY KEY (series, number)
       )`,
    )
  } catch (error) {
    if (!raced.has(findSqlState(error) ?? '')) throw error
  }
}

/** Whoever runs looks there whether everything has run; see `demandMigrated`. */
async function showJournal(client: pg.Client, runRole: string): Promise<void> {
  const { rows } = await client.query<{ reads: boolean }>(
    "SELECT has_table_privilege($1, 'madoguchi_migrations', 'SELECT') AS reads FROM pg_roles WHERE rolname = $1",
    [runRole],
  )
  if (rows[0]?.reads !== false) return
  await client.query(`GRANT SELECT ON madoguchi_migrations TO ${pg.escapeIdentifier(runRole)}`).catch((error) => {
    // Somebody else grants it at this very moment.
    if (findSqlState(error) !== 'XX000') throw error
  })
}

async function migrateSeries(options: {
  client: pg.Client
  name: string
  migrations: readonly Migration[]
  runRole: string | undefined
}): Promise<number> {
  const { client, name, migrations } = options
  const { rows } = await client.query<Applied>(
    'SELECT number, name, checksum FROM madoguchi_migrations WHERE series = $1 ORDER BY number',
    [name],
  )
  demandApplied({ series: name, applied: rows, migrations })
  let ran = 0
  for (const migration of migrations.slice(rows.length)) {
    if (await runMigration({ ...options, migration })) ran += 1
    // Another process ran it: maybe from other files than ours.
    else return ran + (await migrateSeries(options))
  }
  return ran
}

/** False when another process was first. */
async function runMigration(options: {
  client: pg.Client
  name: string
  migration: Migration
  runRole: string | undefined
}): Promise<boolean> {
  const { client, migration } = options
  const sql = nameRunRole(migration, options.runRole)
  await client.query('BEGIN')
  try {
    // The number goes in first: of two who try, one waits here, and then finds it taken.
    await client.query('INSERT INTO madoguchi_migrations (series, number, name, checksum) VALUES ($1, $2, $3, $4)', [
      options.name,
      migration.number,
      migration.name,
      migration.checksum,
    ])
  } catch (error) {
    await client.query('ROLLBACK')
    if (findSqlState(error) === '23505') return false
    throw error
  }
  try {
    await client.query(sql)
    await client.query('COMMIT')
    return true
  } catch (error) {
    // A broken connection rolls back by itself; the error that matters is the first.
    await client.query('ROLLBACK').catch(() => {})
    throw explainFailure(error, { series: options.name, migration, sql })
  }
}

function explainFailure(error: unknown, at: { series: string; migration: Migration; sql: string }): unknown {
  if (!(error instanceof pg.DatabaseError)) return error
  const { series, migration } = at
  const line = at.sql.slice(0, Number(error.position ?? 0)).split('\n').length
  const sqlState = error.code ?? 'none'
  return new AppError(
    'DB_MIGRATION_FAILED',
    `PostgreSQL refused ${migration.name} of ${series} at line ${line} (SQLSTATE ${sqlState}): ${error.message}`,
    { facts: { series, number: migration.number, line, sqlState }, cause: error },
  )
}

function nameRunRole(migration: Migration, runRole: string | undefined): string {
  if (!migration.sql.includes('{{run}}')) return migration.sql
  assert(runRole !== undefined, `${migration.name} names {{run}}, and no runRole was given`)
  return migration.sql.replaceAll('{{run}}', () => pg.escapeIdentifier(runRole))
}

function findRunRole(options: MigrateOptions, client: pg.Client): string | undefined {
  return options.runRole ?? /^(?<party>.+)_owner$/.exec(client.user ?? '')?.groups?.party?.concat('_run')
}
