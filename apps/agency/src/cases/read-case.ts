import type { Kysely } from 'kysely'
import type { CaseState } from '../case-states.ts'
import type { AgencyTables } from '../tables.ts'
import type { Pause } from './days/legal-clock.ts'
import { findProposal, type Proposal } from './keep-proposals.ts'
import { listPauses } from './list-pauses.ts'

type Step = {
  readonly step: number
  readonly at: Date
  readonly what: string
  readonly by: string | undefined
  readonly content: Readonly<Record<string, unknown>>
  readonly isTold: boolean
}

/** A part of a filing: the form, or an attachment. */
export type CaseFile = {
  readonly filing: string
  readonly index: number
  readonly name: string | undefined
  readonly mediaType: string | undefined
  readonly sizeBytes: number | undefined
}

/** What came of one filing: that which began the case, or a later one about it. */
export type CaseFiling = {
  readonly filing: string
  readonly filedAt: Date
  readonly takenAt: Date
  /** What `readFormData` read. */
  readonly form: unknown
  readonly signature: string
  readonly files: readonly CaseFile[]
}

export type OpenedCase = {
  readonly filing: string
  readonly affair: string
  readonly procedure: string
  readonly state: CaseState
  readonly version: number
  readonly dueOn: string | undefined
  /** 標準処理期間 in business days, as it was when the case came. */
  readonly standardDays: number
  readonly officer: { readonly officer: string; readonly name: string } | undefined
  readonly subject: string | undefined
  /** A decision that waits for a second officer. */
  readonly proposal: Proposal | undefined
  readonly pauses: readonly Pause[]
  /** The newest first. */
  readonly steps: readonly Step[]
  /** The one that began it, then those that came later. */
  readonly filings: readonly [CaseFiling, ...CaseFiling[]]
}

/** A case and all that belongs to it, for whoever may see it; undefined for what is none. */
export async function readCase(db: Kysely<AgencyTables>, filing: string): Promise<OpenedCase | undefined> {
  const kept = await db
    .selectFrom('cases')
    .leftJoin('officers', 'officers.officer', 'cases.officer')
    .selectAll('cases')
    .select('officers.name')
    .where('filing_id', '=', filing)
    .executeTakeFirst()
  if (kept === undefined) return undefined
  const steps = await db
    .selectFrom('case_steps')
    .selectAll()
    .where('filing_id', '=', filing)
    .orderBy('step', 'desc')
    .execute()
  const [first, ...later] = await listFilings(db, filing, steps.flatMap(findApplied))
  if (first === undefined) return undefined
  return {
    ...{ filing, affair: kept.affair, procedure: kept.procedure, state: kept.state, version: kept.version },
    ...{ dueOn: kept.due_on ?? undefined, standardDays: kept.standard_days },
    officer: kept.officer === null || kept.name === null ? undefined : { officer: kept.officer, name: kept.name },
    subject: kept.subject_ref ?? undefined,
    proposal: await findProposal(db, filing),
    pauses: await listPauses(db, filing),
    steps: steps.map(({ step, at, what, by_whom, content, event_number }) => ({
      ...{ step, at, what, by: by_whom ?? undefined, isTold: event_number !== null },
      content: content as Readonly<Record<string, unknown>>,
    })),
    filings: [first, ...later],
  }
}

/** Where a case belongs: who has no role there hears that there is none. */
export async function findCaseAffair(db: Kysely<AgencyTables>, filing: string): Promise<string | undefined> {
  const row = await db.selectFrom('cases').select('affair').where('filing_id', '=', filing).executeTakeFirst()
  return row?.affair
}

/** What was sent about a case and refused, or by somebody else, is no part of it. */
function findApplied({ what, content }: { readonly what: string; readonly content: unknown }): readonly string[] {
  const { filing }: { readonly filing?: unknown } = Object(content)
  return ['corrected', 'papers-came', 'withdrawn'].includes(what) && typeof filing === 'string' ? [filing] : []
}

async function listFilings(
  db: Kysely<AgencyTables>,
  filing: string,
  applied: readonly string[],
): Promise<readonly CaseFiling[]> {
  const rows = await db
    .selectFrom('filings')
    .select(['filing_id', 'filed_at', 'taken_at', 'form', 'signature'])
    .where('filing_id', 'in', [filing, ...applied])
    .where('state', '=', 'taken')
    .orderBy('taken_at')
    .execute()
  const parts = await db
    .selectFrom('filing_parts')
    .selectAll()
    .where('filing_id', 'in', ['', ...rows.map(({ filing_id }) => filing_id)])
    .orderBy('index')
    .execute()
  const filings = rows.map((row) => ({
    ...{ filing: row.filing_id, filedAt: row.filed_at, takenAt: row.taken_at ?? row.filed_at, form: row.form },
    signature: row.signature ?? 'none',
    files: parts.flatMap((part) =>
      part.filing_id !== row.filing_id
        ? []
        : [
            {
              ...{ filing: row.filing_id, index: part.index, name: part.name ?? undefined },
              ...{ mediaType: part.media_type ?? undefined, sizeBytes: part.plain_size_bytes ?? undefined },
            },
          ],
    ),
  }))
  return filings.toSorted((a, b) => Number(b.filing === filing) - Number(a.filing === filing))
}
