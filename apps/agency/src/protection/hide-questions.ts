import type { Work } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import type { RawBuilder } from 'kysely'
import { noteHidden } from '../inquiries.ts'
import type { AgencyTables } from '../tables.ts'

const toldForMs = 30 * dayMs
/** A question lives for a week, and for thirty days more the core waits for the word of its provider before it writes how it ended. */
const openAtMostMs = 40 * dayMs

/**
 * Withholds from protected people the records of what we ask about them ourselves (番号法23条2項): a mark for each question that
 * left without one and of which the core may have written no line yet, in the caller's transaction. `which` says whose, as a
 * condition on `n` (protections that hold). A line that stands stays.
 */
export async function hideQuestions(
  work: Work<AgencyTables>,
  { which, core }: { which: RawBuilder<unknown>; core: string },
): Promise<void> {
  const hidden = await noteHidden(work.tx, { which, since: new Date(work.at.getTime() - openAtMostMs) })
  const notAfter = work.at.getTime() + toldForMs
  for (const exchange of hidden) work.post({ name: 'hide-record', to: core, body: { exchange }, notAfter })
}
