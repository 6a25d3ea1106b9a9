import { openPart } from '@madoguchi/filing'
import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { AgencyTables } from '../tables.ts'
import type { FilingKeys } from './filing-keys.ts'
import type { PartFiles } from './part-files.ts'

type OpenedFile = {
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  /** Opened while it is read. */
  readonly bytes: AsyncIterable<Bytes>
}

/**
 * The form (0) or an attachment of a filing that was taken; undefined where there is none. Throws FILING_PART_LOST; nothing is open
 * before its bytes are read, which throw PART_BROKEN where they rotted.
 */
export type ReadPart = (filing: string, index: number) => Promise<OpenedFile | undefined>

export function makeReadPart(
  db: Kysely<AgencyTables>,
  { keys, files }: { keys: FilingKeys; files: PartFiles },
): ReadPart {
  return async (filing, index) => {
    const row = await db
      .selectFrom('filing_parts')
      .innerJoin('filings', 'filings.filing_id', 'filing_parts.filing_id')
      .select(['digest', 'name', 'media_type', 'plain_size_bytes', 'desk_key'])
      .where('filing_parts.filing_id', '=', filing)
      .where('index', '=', index)
      .where('state', '=', 'taken')
      .executeTakeFirst()
    const deskKey = row && (await keys.find(db, row.desk_key))
    if (row === undefined || deskKey === undefined) return undefined
    if (!(await files.has(row.digest)))
      throw new AppError('FILING_PART_LOST', 'A part of a filing is not on the disk.', { facts: { filing, index } })
    return {
      name: row.name ?? '',
      mediaType: row.media_type ?? '',
      sizeBytes: Number(row.plain_size_bytes),
      bytes: openPart(files.read(row.digest), { deskKey, filing, index }),
    }
  }
}
