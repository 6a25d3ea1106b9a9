import type { DeliveryTables, VersionedFile } from '@madoguchi/delivery'
import { noteVersions } from '@madoguchi/delivery'
import type { Bytes, Clock } from '@madoguchi/kit'
import { AppError, secondMs } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { Job } from '../jobs.ts'

/** What holds a version of a signed file, and may take a newer one while it is held. */
type Versioned = { readonly version: number; readonly digest?: Bytes }
export type SignedFiles = { readonly directory: Versioned; readonly facts?: Versioned }

const codes = {
  directory: { older: 'DIRECTORY_OLDER', other: 'DIRECTORY_OLDER' },
  facts: { older: 'FACTS_OLDER', other: 'FACTS_REWRITTEN' },
} as const
const noteEveryMs = 2 * secondMs

/**
 * A node that starts goes by no signed file older than one it went by before, and by no other of the same version: whoever put
 * it there may have wanted back what was withdrawn since. Its database remembers. Gives the job that notes what is taken
 * later. Throws AppError
 * DIRECTORY_OLDER, FACTS_OLDER, FACTS_REWRITTEN, DB_….
 */
export async function keepVersions(db: Kysely<DeliveryTables>, signed: SignedFiles, clock: Clock): Promise<Job> {
  const read = () => Object.entries(signed).map(([file, { version, digest }]) => ({ file, version, digest }))
  let noted: readonly VersionedFile[] = read()
  for (const { file, version, newest, why } of await noteVersions(db, noted, clock.now())) {
    const before = why === 'older' ? `went by version ${newest} before` : 'went by another file of that version before'
    throw new AppError(
      codes[file as keyof SignedFiles][why],
      `The file of the ${file} is of version ${version}, and this node ${before}: put the newest one there, or sign what is right as a newer one.`,
      { facts: { version, newest } },
    )
  }
  return {
    name: 'versions',
    everyMs: noteEveryMs,
    async run() {
      const now = read()
      if (now.every(({ version }, i) => version === noted[i]?.version)) return
      // Another copy of this node may have seen a newer file a moment earlier: ours comes with the next look.
      await noteVersions(db, now, clock.now())
      noted = now
    },
  }
}
