import type { Child } from '@madoguchi/ui'
import { renderErrorSummary } from '@madoguchi/ui'
import type { OpenedCase } from '../../cases/read-case.ts'
import type { OfficerVisit } from '../frame.ts'
import { deskWords } from '../words.ts'
import { readSeen } from './act-on-case.ts'
import { sayStep } from './render-steps.ts'

/** What is in the way of a form; whoever came second sees all that was done since they opened it, the oldest first. */
export function renderTrouble({ left }: OfficerVisit, { steps }: OpenedCase, field: string): Child {
  const problems: Readonly<Record<string, string>> = deskWords.cases.problems
  const text = left?.problem === undefined ? undefined : problems[left.problem]
  if (left === undefined || text === undefined) return ''
  const seen = readSeen(left.typed)
  const since = left.problem === 'CASE_CHANGED' && seen >= 0 ? steps.filter(({ step }) => step > seen).toReversed() : []
  const { since: sayWho } = deskWords.cases.one
  return renderErrorSummary({
    errors: [{ field, text }, ...since.map((step) => ({ field, text: sayWho(step.by, sayStep(step)) }))],
  })
}
