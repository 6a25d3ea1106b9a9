import type { Verdict } from '@madoguchi/kit'
import { japaneseDay, no, ok } from '@madoguchi/kit'
import type { AgencyKind, PermissionRule } from './edition/model.ts'
import type { FactsView } from './hold/open-facts.ts'

type JudgedQuestion = {
  readonly affair: string
  readonly type: string
  readonly inquirer: { readonly kinds: readonly AgencyKind[] }
  readonly provider: { readonly kinds: readonly AgencyKind[] }
  /** Which version counted when the question was asked, and on which Japanese calendar day that was. */
  readonly version: number
  readonly day: string
  /** When it is judged: a withdrawal counts from then on for what was asked before, too. */
  readonly at: Date
}

/** No message lives longer, so no question is older when it is judged; in days. */
export const questionDaysMax = 31

export type JudgementCode =
  | 'FACTS_UNKNOWN'
  | 'TYPE_UNKNOWN'
  | 'AFFAIR_UNKNOWN'
  | 'PERMISSION_TABLE'
  | 'PERMISSION_WITHDRAWN'

/**
 * May one party ask another this? Core and provider judge by the same function, each by its own signed copy. A rule that has
 * ended since still answers what was asked while it counted; one that was withdrawn does not. FACTS_UNKNOWN is no refusal:
 * a version that this node does not hold (yet) cannot be judged by it. One whose day had not come on `day` permits nothing.
 */
export function judgeQuestion(facts: FactsView, question: JudgedQuestion): Verdict<PermissionRule, JudgementCode> {
  const { affair, type, inquirer, provider, version, day, at } = question
  const edition = facts.findEdition(version)
  if (edition === undefined) return no('FACTS_UNKNOWN', { version })
  if (edition.findType(type) === undefined) return no('TYPE_UNKNOWN', { version })
  if (edition.findAffair(affair) === undefined) return no('AFFAIR_UNKNOWN', { version })
  if (edition.countsFrom > day) return no('PERMISSION_TABLE', { version, countsFrom: edition.countsFrom })
  const rule = edition.findPermission({ affair, type, inquirer, provider, day })
  if (rule === undefined) return no('PERMISSION_TABLE', { version })
  if (facts.findWithdrawal(rule.item, version, at) !== undefined) return no('PERMISSION_WITHDRAWN', { version })
  return ok(rule)
}

/** The version and the day of a question that is asked now. */
export function stampQuestion(facts: FactsView, at: Date): { version: number; day: string } {
  return { version: facts.editionAt(at).version, day: japaneseDay(at) }
}
