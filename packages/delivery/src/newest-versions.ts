import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { DeliveryTables } from './tables.ts'

/** A file that the offline key signs and counts: `directory`, `facts`. Its version may grow while it is held. */
export type VersionedFile = { readonly file: string; readonly version: number }

/**
 * Notes which versions this node goes by. Gives the files of which it went by a newer one before, with that version: they are
 * old, whoever put them there; what is noted stays.
 */
export async function noteVersions(
  db: Kysely<DeliveryTables>,
  files: readonly VersionedFile[],
  at: Date,
): Promise<readonly (VersionedFile & { readonly newest: number })[]> {
  const names = files.map(({ file }) => file)
  const versions = files.map(({ version }) => version)
  const { rows } = await sql<{ file: string; newest: number }>`
    insert into newest_versions as n (file, version, held_at)
    select file, version, ${at} from unnest(${names}::text[], ${versions}::bigint[]) as t (file, version)
    on conflict (file) do update set version = greatest(n.version, excluded.version),
      held_at = case when excluded.version > n.version then excluded.held_at else n.held_at end
    returning file, version as newest`.execute(db)
  const newest = new Map(rows.map((row) => [row.file, row.newest]))
  return files.flatMap(({ file, version }) => {
    const known = newest.get(file) ?? version
    return known > version ? [{ file, version, newest: known }] : []
  })
}
