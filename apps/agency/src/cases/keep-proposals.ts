import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { DecisionKind } from '../case-states.ts'
import type { AgencyTables } from '../tables.ts'

/** A decision that one officer wants and another one has to confirm. */
export type Proposal = {
  readonly kind: DecisionKind
  /** What the citizen will read, as the step that decides keeps it. */
  readonly content: Readonly<Record<string, unknown>>
  readonly by: { readonly officer: string; readonly name: string }
}

/** Puts one in the place of whatever waited. The case is locked, and its step is written. */
export async function createProposal(
  tx: Kysely<AgencyTables>,
  { filing, step, at }: { readonly filing: string; readonly step: number; readonly at: Date },
  { kind, content, by }: Proposal,
): Promise<void> {
  await endProposal(tx, { filing, as: 'overtaken', by: by.officer, at })
  await tx
    .insertInto('case_proposals')
    .values({
      ...{ filing_id: filing, step, kind, content: sql`${JSON.stringify(content)}::jsonb` },
      ...{ proposed_by: by.officer, by_whom: by.name, ended_as: null, ended_by: null, ended_at: null },
    })
    .execute()
}

/** Ends the one that waits, if one does. That who proposed neither confirms nor returns it is held by the table as well. */
export async function endProposal(
  tx: Kysely<AgencyTables>,
  given: {
    readonly filing: string
    readonly as: 'confirmed' | 'returned' | 'overtaken'
    readonly by: string | undefined
    readonly at: Date
  },
): Promise<void> {
  await tx
    .updateTable('case_proposals')
    .set({ ended_as: given.as, ended_by: given.by ?? null, ended_at: given.at })
    .where('filing_id', '=', given.filing)
    .where('ended_at', 'is', null)
    .execute()
}

/** The one that waits. */
export async function findProposal(db: Kysely<AgencyTables>, filing: string): Promise<Proposal | undefined> {
  const row = await db
    .selectFrom('case_proposals')
    .select(['kind', 'content', 'proposed_by', 'by_whom'])
    .where('filing_id', '=', filing)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const content = row.content as Proposal['content']
  return { kind: row.kind, content, by: { officer: row.proposed_by, name: row.by_whom } }
}
