import assert from 'node:assert/strict'
import type { Work } from '@madoguchi/delivery'
import type { CaseEvent } from '@madoguchi/filing'
import { receiptNumberOf } from '@madoguchi/filing'
import type { Verdict } from '@madoguchi/kit'
import { japaneseDay, no, ok } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { appendCaseEvent } from '../append-case-event.ts'
import { type CaseAct, type CaseState, canAct, type DecisionKind, isOpenState } from '../case-states.ts'
import type { CaseCode } from '../errors.ts'
import type { AgencyTables } from '../tables.ts'
import { readLegalClock } from './days/legal-clock.ts'
import type { Handling } from './handled-procedures.ts'
import { createProposal, endProposal, findProposal } from './keep-proposals.ts'
import { listPauses } from './list-pauses.ts'

// All that is written into cases and their steps.

/** Makes a case of a filing that was taken, in the transaction that takes it. A second call changes nothing. */
export async function createCase(
  tx: Kysely<AgencyTables>,
  given: {
    readonly filing: string
    readonly procedure: string
    readonly handling: Handling
    readonly filedAt: Date
    readonly takenAt: Date
  },
): Promise<void> {
  const { filing, procedure, filedAt, takenAt } = given
  const { affair, standardDays } = given.handling
  const takenOn = japaneseDay(takenAt)
  const { dueOn } = readLegalClock({ takenOn, standardDays, pauses: [], today: takenOn })
  await tx
    .insertInto('cases')
    .values({
      ...{ filing_id: filing, receipt_number: receiptNumberOf(filing), affair, procedure, state: 'taken', version: 0 },
      ...{ filed_at: filedAt, taken_at: takenAt, due_on: dueOn ?? null, officer: null, subject_ref: null },
      standard_days: standardDays,
    })
    .onConflict((conflict) => conflict.column('filing_id').doNothing())
    .execute()
}

/** What the citizen is told of a step; the rest of a `caseEvent` is added when it is written. */
export type ToldEvent = Omit<CaseEvent, 'format' | 'filing' | 'number' | 'at'>

export type CaseStep = {
  readonly core: string
  readonly filing: string
  readonly what: string
  /** What it changes, and in which states it can be done; in any where it is left out. */
  readonly act?: CaseAct | undefined
  /** The version that whoever acts saw; absent for what contradicts nothing, as a note. */
  readonly seen?: number | undefined
  readonly by?: { readonly officer: string; readonly name: string } | undefined
  /** Whoever acts on a case that nobody has, has it from then on; another's is refused. */
  readonly takesIt?: boolean | undefined
  readonly content?: Readonly<Record<string, unknown>> | undefined
  readonly state?: CaseState | undefined
  readonly officer?: string | null | undefined
  readonly subject?: string | null | undefined
  readonly told?: ToldEvent | undefined
  /** The decision that this step proposes, with its `content`; another officer confirms it or gives it back. */
  readonly proposes?: DecisionKind | undefined
  /** What becomes of the decision that waits; whoever proposed it is refused. */
  readonly endsProposal?: 'confirmed' | 'returned' | undefined
}

export type StepRefusal = Extract<CaseCode, 'CASE_CHANGED' | 'CASE_OTHERS' | 'CASE_STATE' | 'CASE_SAME'>

/**
 * One step of a case. Of two officers who act on what both saw the second one hears CASE_CHANGED; what the citizen is told is in the same
 * transaction. Gives undefined for what is no case.
 */
export async function stepCase(
  work: Work<AgencyTables>,
  step: CaseStep,
): Promise<Verdict<{ readonly version: number; readonly state: CaseState }, StepRefusal> | undefined> {
  const { tx, at } = work
  const { filing, by, act, seen } = step
  const kept = await tx.selectFrom('cases').selectAll().where('filing_id', '=', filing).forUpdate().executeTakeFirst()
  if (kept === undefined) return undefined
  if (seen !== undefined && seen !== kept.version) return no('CASE_CHANGED')
  if (act !== undefined && !canAct(kept.state, act)) return no('CASE_STATE')
  if (step.takesIt === true && kept.officer !== null && kept.officer !== by?.officer) return no('CASE_OTHERS')
  if (step.endsProposal !== undefined) {
    const waiting = await findProposal(tx, filing)
    if (waiting === undefined) return no('CASE_STATE')
    if (by === undefined || waiting.by.officer === by.officer) return no('CASE_SAME')
  }
  const version = kept.version + 1
  const state = step.state ?? kept.state
  const number = step.told === undefined ? null : await tell(work, step, step.told)
  await tx
    .insertInto('case_steps')
    .values({
      ...{ filing_id: filing, step: version, at, what: step.what, officer: by?.officer ?? null },
      ...{
        by_whom: by?.name ?? null,
        content: sql`${JSON.stringify(step.content ?? {})}::jsonb`,
        event_number: number,
      },
    })
    .execute()
  await keepProposal(work, step, { version, isMoved: state !== kept.state })
  const officer = step.takesIt === true ? (by?.officer ?? kept.officer) : kept.officer
  await tx
    .updateTable('cases')
    .set({
      ...{ version, state },
      officer: step.officer === undefined ? officer : step.officer,
      subject_ref: step.subject === undefined ? kept.subject_ref : step.subject,
      due_on: state === kept.state ? kept.due_on : await readDueDay(tx, { ...kept, state }, at),
    })
    .where('filing_id', '=', filing)
    .execute()
  return ok({ version, state })
}

/** A decision that waits is of the state it was proposed in: whatever moves the case on ends it. */
async function keepProposal(
  { tx, at }: Work<AgencyTables>,
  { filing, by, content = {}, proposes, endsProposal }: CaseStep,
  { version, isMoved }: { readonly version: number; readonly isMoved: boolean },
): Promise<void> {
  if (proposes !== undefined) {
    assert(by !== undefined, 'an officer proposes')
    await createProposal(tx, { filing, step: version, at }, { kind: proposes, content, by })
  } else if (endsProposal !== undefined || isMoved)
    await endProposal(tx, { filing, as: endsProposal ?? 'overtaken', by: by?.officer, at })
}

/** Writes the event after the last one. The case is locked, so that nobody else does meanwhile. */
async function tell(work: Work<AgencyTables>, { core, filing, by }: CaseStep, told: ToldEvent): Promise<number> {
  const last = await work.tx
    .selectFrom('case_events')
    .select('number')
    .where('filing_id', '=', filing)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const order = { core, event: { filing, ...told }, after: last?.number ?? -1 }
  const written = await appendCaseEvent(work, by === undefined ? order : { ...order, byWhom: by.name })
  assert(written.ok, 'nobody else writes an event of a case that is locked')
  return written.value.number
}

async function readDueDay(
  tx: Kysely<AgencyTables>,
  kept: { filing_id: string; standard_days: number; state: CaseState; taken_at: Date; due_on: string | null },
  at: Date,
): Promise<string | null> {
  if (!isOpenState(kept.state)) return kept.due_on
  const { dueOn } = readLegalClock({
    takenOn: japaneseDay(kept.taken_at),
    standardDays: kept.standard_days,
    pauses: await listPauses(tx, kept.filing_id),
    today: japaneseDay(at),
  })
  return dueOn ?? null
}
