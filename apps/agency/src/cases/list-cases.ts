import type { Kysely } from 'kysely'
import { type CaseState, openStates } from '../case-states.ts'
import type { AgencyTables } from '../tables.ts'

/** A line of the queue: no person. */
export type ListedCase = {
  readonly filing: string
  readonly affair: string
  readonly procedure: string
  readonly state: CaseState
  readonly filedAt: Date
  readonly takenAt: Date
  readonly dueOn: string | undefined
  readonly officer: { readonly officer: string; readonly name: string } | undefined
  /** A decision waits for a second officer. */
  readonly isProposed: boolean
}

export type CaseFilter = {
  readonly affairs: readonly string[]
  /** All that is open where it is left out. */
  readonly state?: CaseState | 'proposed' | 'all' | undefined
  readonly procedure?: string | undefined
  /** An officer's own, or what nobody has. */
  readonly whose?: { readonly officer: string | null } | undefined
  /** Due on this day or before. */
  readonly dueUntil?: string | undefined
  readonly receipt?: string | undefined
}

export const casesOnPage = 50

/** What is due first, then what stands still, then what came first. `page` counts from 1. */
export async function listCases(
  db: Kysely<AgencyTables>,
  filter: CaseFilter,
  page: number,
): Promise<{ readonly cases: readonly ListedCase[]; readonly count: number }> {
  const { affairs, state, procedure, whose, dueUntil, receipt } = filter
  if (affairs.length === 0) return { cases: [], count: 0 }
  const isAny = state === 'all' || state === 'proposed' || receipt !== undefined
  const states = isAny ? undefined : state === undefined ? openStates : [state]
  const chosen = db
    .selectFrom('cases')
    .leftJoin('officers', 'officers.officer', 'cases.officer')
    .leftJoin('case_proposals as waiting', (join) =>
      join.onRef('waiting.filing_id', '=', 'cases.filing_id').on('waiting.ended_at', 'is', null),
    )
    .where('affair', 'in', affairs)
    .$if(state === 'proposed', (query) => query.where('waiting.step', 'is not', null))
    .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
    .$if(procedure !== undefined, (query) => query.where('procedure', '=', procedure ?? ''))
    .$if(whose !== undefined, (query) => query.where('cases.officer', 'is not distinct from', whose?.officer ?? null))
    .$if(dueUntil !== undefined, (query) => query.where('due_on', '<=', dueUntil ?? ''))
    .$if(receipt !== undefined, (query) => query.where('receipt_number', '=', receipt ?? ''))
  const { count } = await chosen.select((rows) => rows.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await chosen
    .select([
      ...(['cases.filing_id', 'affair', 'procedure', 'state', 'filed_at', 'taken_at', 'due_on'] as const),
      ...(['cases.officer', 'name', 'waiting.step as proposed'] as const),
    ])
    .orderBy('due_on', (order) => order.asc().nullsLast())
    .orderBy('filed_at')
    .orderBy('cases.filing_id')
    .limit(casesOnPage)
    .offset((page - 1) * casesOnPage)
    .execute()
  return {
    count: Number(count),
    cases: rows.map((row) => ({
      ...{ filing: row.filing_id, affair: row.affair, procedure: row.procedure, state: row.state },
      ...{ filedAt: row.filed_at, takenAt: row.taken_at, dueOn: row.due_on ?? undefined },
      isProposed: row.proposed !== null,
      officer: row.officer === null || row.name === null ? undefined : { officer: row.officer, name: row.name },
    })),
  }
}
