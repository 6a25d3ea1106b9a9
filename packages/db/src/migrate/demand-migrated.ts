import { AppError, secondMs } from '@madoguchi/kit'
import pg from 'pg'
import { findSqlState, toAppError } from '../to-app-error.ts'
import type { Applied } from './demand-applied.ts'
import { demandApplied } from './demand-applied.ts'
import type { MigrationSeries } from './migrate.ts'
import { readMigrations } from './read-migrations.ts'

/**
 * Whether a database is what the code expects, seen by the role that runs: it changes nothing there. Throws DB_BEHIND_CODE
 * where something has not run yet, DB_NEWER_THAN_CODE, DB_MIGRATION_DRIFT, DB_UNAVAILABLE.
 */
export async function demandMigrated(options: {
  /** The URL of the role that runs. */
  connection: string
  series: readonly MigrationSeries[]
}): Promise<void> {
  const applied = await readApplied(options.connection)
  for (const { name, folder } of options.series) {
    const migrations = await readMigrations(folder)
    const ran = applied.filter(({ series }) => series === name)
    demandApplied({ series: name, applied: ran, migrations })
    if (ran.length < migrations.length)
      throw behindCode({ series: name, inDatabase: ran.length, inCode: migrations.length })
  }
}

type Row = Applied & { readonly series: string }

/** No such table, none that this role may read, or not even a database that it may enter: nothing ran. */
const nothingRan = new Set(['42P01', '42501'])

async function readApplied(connectionString: string): Promise<readonly Row[]> {
  const client = new pg.Client({
    connectionString,
    application_name: 'madoguchi-check',
    connectionTimeoutMillis: 5 * secondMs,
  })
  // A broken connection also fails the statement that waits for it.
  client.on('error', () => {})
  try {
    await client.connect()
    const text = 'SELECT series, number, name, checksum FROM madoguchi_migrations ORDER BY number'
    return (await client.query<Row>(text)).rows
  } catch (error) {
    if (nothingRan.has(findSqlState(error) ?? '')) return []
    throw toAppError(error)
  } finally {
    await client.end()
  }
}

function behindCode(facts: { series: string; inDatabase: number; inCode: number }): AppError {
  return new AppError(
    'DB_BEHIND_CODE',
    `The database is at migration ${facts.inDatabase} of ${facts.series}, and this release wants ${facts.inCode}; run "migrate" of this program first, which has the URL of the owner.`,
    { facts },
  )
}
