import type { Work } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import type { AgencyTables } from './tables.ts'

// All that is written into the table of releases.

/** So long what an officer released is shown to the person who asks again. */
const releasedForMs = 30 * dayMs

export async function noteRelease(
  { tx, at }: Work<AgencyTables>,
  { person_ref, type }: { readonly person_ref: string; readonly type: string },
): Promise<void> {
  await tx
    .insertInto('releases')
    .values({ person_ref, type, released_at: at, until: new Date(at.getTime() + releasedForMs) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Nothing that was released to a person before is shown any more. */
export async function endReleases({ tx, at }: Work<AgencyTables>, personRef: string): Promise<void> {
  await tx
    .updateTable('releases')
    .set({ until: at })
    .where('person_ref', '=', personRef)
    .where('until', '>', at)
    .execute()
}
