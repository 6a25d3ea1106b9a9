import type { Party, Procedure } from '../definition.ts'
import { type Checking, findVisible } from './check-condition.ts'
import type { IndexEntry } from './definition-index.ts'
import { isDated, isWords } from './operands.ts'
import type { JsonPath, Problem } from './problem.ts'

/** Whoever it is about and whoever applies are named by things that are there, once, and say such a thing. */
export function checkParties({ subject, applicant }: Procedure, checking: Checking): Problem[] {
  return [...checkParty(subject, ['subject'], checking), ...checkParty(applicant, ['applicant'], checking)]
}

function checkParty(party: Party | undefined, path: JsonPath, checking: Checking): Problem[] {
  return Object.entries(party ?? {}).flatMap(([part, id]): Problem[] => {
    const at = [...path, part]
    const { entry, problems } = findVisible(id, at, { at: Number.POSITIVE_INFINITY }, checking)
    if (entry === undefined || problems.length > 0) return problems
    if (fits(part, entry, checking)) return []
    return [{ path: at, code: 'DEFINITION_KIND', reason: `“${id}” is no ${part === 'birthDate' ? 'date' : 'text'}.` }]
  })
}

function fits(part: string, entry: IndexEntry, { index }: Checking): boolean {
  return part === 'birthDate' ? isDated(entry, index) : isWords(entry, index)
}
