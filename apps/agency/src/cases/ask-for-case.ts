import type { Delivery } from '@madoguchi/delivery'
import type { Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { InquireDeps, InquiryOrder } from '../inquire.ts'
import { makeInquire } from '../inquire.ts'
import type { AgencyTables } from '../tables.ts'
import type { StepRefusal } from './keep-cases.ts'

type AskOrder = {
  readonly filing: string
  readonly by: string
  readonly inquiry: InquiryOrder
  /** Runs in the transaction that asks; what it refuses is not asked. */
  note(work: Parameters<Parameters<Delivery<AgencyTables>['transact']>[0]>[0]): Promise<Verdict<unknown, StepRefusal>>
}

type NotAsked = Verdict<never, StepRefusal | 'LINK_CODE_NOT_ACQUIRED'>

/** One question to the network for a case: the question, its place in the case and the step are one transaction. */
export async function askForCase(
  deps: InquireDeps,
  { filing, by, inquiry, note }: AskOrder,
): Promise<Verdict<readonly string[], StepRefusal | 'LINK_CODE_NOT_ACQUIRED'>> {
  const delivery: Delivery<AgencyTables> = {
    ...deps.delivery,
    transact: (act) =>
      deps.delivery.transact(async (work) => {
        const noted = await note(work)
        if (!noted.ok) throw new NotNoted(noted)
        const told = await act(work)
        const [asked] = told as readonly Verdict<readonly string[], 'LINK_CODE_NOT_ACQUIRED'>[]
        if (asked?.ok !== true) throw new NotNoted(asked ?? no('LINK_CODE_NOT_ACQUIRED'))
        await insertQuestions(work.tx, asked.value, { filing, by })
        return told
      }),
  }
  try {
    return await makeInquire({ ...deps, delivery })([inquiry])
  } catch (error) {
    if (error instanceof NotNoted) return error.refusal
    throw error
  }
}

async function insertQuestions(
  tx: Kysely<AgencyTables>,
  exchanges: readonly string[],
  { filing, by }: { readonly filing: string; readonly by: string },
): Promise<void> {
  const rows = exchanges.map((exchange) => ({ exchange_id: exchange, filing_id: filing, asked_by: by }))
  await tx.insertInto('case_questions').values(rows).execute()
}

/** Undoes a transaction in which something was refused. */
class NotNoted extends Error {
  readonly refusal: NotAsked
  constructor(refusal: NotAsked) {
    super('not noted')
    this.refusal = refusal
  }
}

/** A question that was asked for a case, and what came of it. */
export type CaseQuestion = {
  readonly exchange: string
  readonly provider: string
  readonly type: string
  readonly by: string
  readonly askedAt: Date
  readonly isDelayed: boolean
  readonly outcome: string | undefined
  readonly datum: unknown
}

/** Those about whom the case is about now: what was asked about somebody else is theirs. */
export async function listQuestions(
  db: Kysely<AgencyTables>,
  { filing, subject }: { readonly filing: string; readonly subject: string | undefined },
): Promise<readonly CaseQuestion[]> {
  const rows = await db
    .selectFrom('case_questions')
    .innerJoin('inquiries', 'inquiries.exchange_id', 'case_questions.exchange_id')
    .select(['inquiries.exchange_id', 'provider', 'type', 'asked_by', 'asked_at', 'is_delayed', 'outcome', 'datum'])
    .where('filing_id', '=', filing)
    .where('person_ref', '=', subject ?? '')
    .orderBy('asked_at', 'desc')
    .execute()
  return rows.map((row) => ({
    ...{ exchange: row.exchange_id, provider: row.provider, type: row.type, by: row.asked_by, askedAt: row.asked_at },
    ...{ isDelayed: row.is_delayed, outcome: row.outcome ?? undefined, datum: row.datum },
  }))
}
