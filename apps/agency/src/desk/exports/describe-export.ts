import type { FilingForm } from '@madoguchi/filing'
import { receiptNumberOf } from '@madoguchi/filing'
import type { Procedure } from '@madoguchi/forms'
import type { CaseState } from '../../case-states.ts'
import { type AnswersSeen, findProcedure, formOf, getNewest, readAnswersOf } from '../../cases/answers.ts'
import { readSaidParty, type SaidParty } from '../../cases/find-candidates.ts'
import type { OpenedCase } from '../../cases/read-case.ts'

/** A case as it leaves for another system. Times as ISO 8601 in UTC. The format is our own. */
export type CaseExport = {
  readonly format: 'madoguchi-case/1'
  readonly receiptNumber: string
  readonly filing: string
  readonly procedure: { readonly id: string; readonly version: string; readonly title: string }
  readonly affair: string
  readonly state: CaseState
  readonly filedAt: string
  readonly takenAt: string
  readonly dueOn: string | null
  /** Our own reference of whom it is about, where an officer said so. */
  readonly subject: string | null
  /** Who applies, as the answers that hold now say. */
  readonly applicant: SaidParty
  readonly answers: AnswersSeen
  readonly filings: readonly ExportedFiling[]
  /** The oldest first. */
  readonly steps: readonly ExportedStep[]
}

type ExportedFiling = {
  readonly filing: string
  readonly filedAt: string
  readonly takenAt: string
  readonly signature: string
  /** What it says, as it came. */
  readonly form: FilingForm
}

type ExportedStep = {
  readonly step: number
  readonly at: string
  readonly what: string
  readonly by: string | null
  readonly isTold: boolean
  readonly content: Readonly<Record<string, unknown>>
}

export function describeExport(opened: OpenedCase, procedures: readonly Procedure[]): CaseExport {
  const { filing, affair, state, filings, steps } = opened
  const [first] = filings
  const procedure = findProcedure(procedures, opened.procedure)
  const { version } = formOf(first).procedure
  return {
    ...{ format: 'madoguchi-case/1', receiptNumber: receiptNumberOf(filing), filing },
    procedure: { id: opened.procedure, version, title: procedure?.title ?? opened.procedure },
    ...{ affair, state, filedAt: first.filedAt.toISOString(), takenAt: first.takenAt.toISOString() },
    ...{ dueOn: opened.dueOn ?? null, subject: opened.subject ?? null },
    applicant: readSaidParty(getNewest(opened), procedure, ({ subject, applicant = subject }) => applicant),
    answers: readAnswersOf(opened, procedures),
    filings: filings.map((one) => ({
      ...{ filing: one.filing, filedAt: one.filedAt.toISOString(), takenAt: one.takenAt.toISOString() },
      ...{ signature: one.signature, form: formOf(one) },
    })),
    steps: steps.toReversed().map(({ step, at, what, by, isTold, content }) => ({
      ...{ step, at: at.toISOString(), what, by: by ?? null, isTold, content },
    })),
  }
}
