import { AppError } from '@madoguchi/kit'
import type { Migration } from './read-migrations.ts'

/** A row of what ran on a database. */
export type Applied = { readonly number: number; readonly name: string; readonly checksum: string }

/** What ran of a series is what the code has, from its beginning. Throws DB_NEWER_THAN_CODE or DB_MIGRATION_DRIFT. */
export function demandApplied(options: {
  series: string
  applied: readonly Applied[]
  migrations: readonly Migration[]
}): void {
  const { series, applied, migrations } = options
  const inDatabase = applied.at(-1)?.number ?? 0
  if (inDatabase > migrations.length) {
    throw new AppError(
      'DB_NEWER_THAN_CODE',
      `The database is at migration ${inDatabase} of ${series}, but this release knows only ${migrations.length}; start a newer release.`,
      { facts: { series, inDatabase, inCode: migrations.length } },
    )
  }
  for (const [index, row] of applied.entries()) {
    const migration = migrations[index]
    if (row.number === index + 1 && row.checksum === migration?.checksum) continue
    throw new AppError(
      'DB_MIGRATION_DRIFT',
      `Migration ${row.number} of ${series} (${row.name}) is not the file that ran on this database; undo the change and write another file.`,
      { facts: { series, number: row.number } },
    )
  }
}
