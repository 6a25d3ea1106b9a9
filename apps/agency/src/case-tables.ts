import type { CaseState, DecisionKind } from './case-states.ts'

/** What officers make of filings. */
export type CaseTables = {
  cases: {
    filing_id: string
    receipt_number: string
    affair: string
    procedure: string
    state: CaseState
    version: number
    filed_at: Date
    taken_at: Date
    due_on: string | null
    standard_days: number
    officer: string | null
    subject_ref: string | null
  }
  case_steps: {
    filing_id: string
    step: number
    at: Date
    what: string
    officer: string | null
    by_whom: string | null
    content: unknown
    event_number: number | null
  }
  case_proposals: {
    filing_id: string
    step: number
    kind: DecisionKind
    content: unknown
    proposed_by: string
    by_whom: string
    ended_as: 'confirmed' | 'returned' | 'overtaken' | null
    ended_by: string | null
    ended_at: Date | null
  }
  case_questions: { exchange_id: string; filing_id: string; asked_by: string }
}
