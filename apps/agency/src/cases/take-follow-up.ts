import type { Work } from '@madoguchi/delivery'
import { isOpenState } from '../case-states.ts'
import type { AgencyTables } from '../tables.ts'
import { stepCase } from './keep-cases.ts'

/** A later filing about a case: what its form says that it is. */
export type FollowUp = {
  readonly core: string
  readonly filing: string
  /** The filing that began the case. */
  readonly about: string
  readonly what: 'correction' | 'papers' | 'withdrawal'
  /** Who tells the citizen what came of it. */
  readonly by: string
}

/**
 * What the citizen sent afterwards is a request: it is applied where the case still lets it, and refused by an event where not. In the
 * transaction that takes the filing. False for what is about no case of ours.
 */
export async function takeFollowUp(
  work: Work<AgencyTables>,
  { core, filing, about, what, by }: FollowUp,
): Promise<boolean> {
  const kept = await work.tx
    .selectFrom('cases')
    .select('state')
    .where('filing_id', '=', about)
    .forUpdate()
    .executeTakeFirst()
  if (kept === undefined || !(await isOfOneFiler(work, [filing, about]))) return false
  const content = { filing }
  const isInTime = what === 'correction' ? kept.state === 'correction-asked' : isOpenState(kept.state)
  // Papers say nothing anew: whoever is logged in may send them.
  const isApplied = isInTime && (what === 'papers' || (await isAsSound(work, { filing, about })))
  if (!isApplied) {
    const told = { by, what: 'request-refused', about: filing } as const
    await stepCase(work, { core, filing: about, what: `${what}-refused`, content, told })
    return true
  }
  if (what === 'papers') await stepCase(work, { core, filing: about, what: 'papers-came', content })
  else {
    const done = what === 'correction' ? 'corrected' : 'withdrawn'
    await stepCase(work, {
      core,
      filing: about,
      what: done,
      state: done,
      content,
      told: { by, what: done, about: filing },
    })
  }
  return true
}

/** What changes a filing or takes it back is of the same form, and signed where that was. */
async function isAsSound(
  { tx }: Work<AgencyTables>,
  { filing, about }: Pick<FollowUp, 'filing' | 'about'>,
): Promise<boolean> {
  const rows = await tx
    .selectFrom('filings')
    .select(['filing_id', 'procedure', 'signature'])
    .where('filing_id', 'in', [filing, about])
    .execute()
  const [first, later] = [about, filing].map((id) => rows.find(({ filing_id }) => filing_id === id))
  return first?.procedure === later?.procedure && (first?.signature !== 'good' || later?.signature === 'good')
}

/** Nobody sends something about another's case. */
async function isOfOneFiler({ tx }: Work<AgencyTables>, filings: readonly string[]): Promise<boolean> {
  const rows = await tx
    .selectFrom('filings')
    .select(['portal', 'filer_code'])
    .where('filing_id', 'in', filings)
    .groupBy(['portal', 'filer_code'])
    .execute()
  return rows.length === 1
}
