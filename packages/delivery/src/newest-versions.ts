import type { Bytes } from '@madoguchi/kit'
import { equalBytes, hex } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { DeliveryTables } from './tables.ts'

/** A file that the offline key signs and counts: `directory`, `facts`. Its version may grow while it is held. */
export type VersionedFile = { readonly file: string; readonly version: number; readonly digest?: Bytes | undefined }

/** Why a file is not to be gone by: a newer one was before, or this version was another file. */
type Conflict = VersionedFile & { readonly newest: number; readonly why: 'older' | 'other' }

/**
 * Notes which versions this node goes by. Gives the files that are not to be gone by, whoever put them there; what is noted
 * of them stays.
 */
export async function noteVersions(
  db: Kysely<DeliveryTables>,
  files: readonly VersionedFile[],
  at: Date,
): Promise<readonly Conflict[]> {
  const column = <T>(read: (file: VersionedFile) => T) => files.map(read)
  const { rows } = await sql<{ file: string; newest: number; digest: Uint8Array | null }>`
    insert into newest_versions as n (file, version, digest, held_at)
    select file, version, decode(digest, 'hex'), ${at}
    from unnest(${column(({ file }) => file)}::text[], ${column(({ version }) => version)}::bigint[],
      ${column(({ digest }) => (digest === undefined ? null : hex.encode(digest)))}::text[]) as t (file, version, digest)
    on conflict (file) do update set version = greatest(n.version, excluded.version),
      digest = case when excluded.version > n.version then excluded.digest
        when excluded.version = n.version then coalesce(n.digest, excluded.digest) else n.digest end,
      held_at = case when excluded.version > n.version then excluded.held_at else n.held_at end
    returning file, version as newest, digest`.execute(db)
  const noted = new Map(rows.map((row) => [row.file, row]))
  return files.flatMap((one): Conflict[] => {
    const { newest = one.version, digest = null } = noted.get(one.file) ?? {}
    if (newest > one.version) return [{ ...one, newest, why: 'older' }]
    const isOther = digest !== null && one.digest !== undefined && !equalBytes(digest, one.digest)
    return isOther ? [{ ...one, newest, why: 'other' }] : []
  })
}
