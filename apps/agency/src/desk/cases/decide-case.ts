import type { Verdict } from '@madoguchi/kit'
import { type CaseAct, canAct, type DecisionKind } from '../../case-states.ts'
import type { StepRefusal, ToldEvent } from '../../cases/keep-cases.ts'
import type { OpenedCase } from '../../cases/read-case.ts'
import type { StepWord } from '../cases-words.ja.ts'
import type { OfficerVisit } from '../frame.ts'
import { actOnCase } from './act-on-case.ts'
import { addNotice } from './add-notice.ts'
import { type CaseGround, nameSpeaker } from './case-ground.ts'

/** A decision as an officer wrote it: with its 教示, or why another one is withdrawn. */
export type CaseDecision =
  | {
      readonly kind: 'granted' | 'rejected'
      readonly content: { readonly outcome: 'granted' | 'rejected'; readonly review: string; readonly reason?: string }
    }
  | { readonly kind: 'decision-withdrawn'; readonly content: { readonly text: string } }

/** What deciding so is in this state: a decision, a change of one, its end, or nothing that can be done. */
export function findDecidingAct(
  { state }: Pick<OpenedCase, 'state'>,
  kind: DecisionKind,
): Extract<CaseAct, 'decide' | 'change-decision' | 'withdraw-decision'> | undefined {
  if (kind === 'decision-withdrawn') return canAct(state, 'withdraw-decision') ? 'withdraw-decision' : undefined
  if (canAct(state, 'decide')) return 'decide'
  return canAct(state, 'change-decision') && state !== kind ? 'change-decision' : undefined
}

/** Whether a second officer looks at each decision of this procedure before anybody hears of it. */
export function isDecidedByTwo(
  { findHandling }: Pick<CaseGround, 'findHandling'>,
  { procedure }: Pick<OpenedCase, 'procedure'>,
): boolean {
  return findHandling(procedure).decidedBy === 'two'
}

/** Decides; where the procedure asks for a second officer, puts it before one. `word` says which was done. */
export async function decideCase(
  ground: CaseGround,
  visit: OfficerVisit,
  opened: OpenedCase,
  { decision, seen }: { readonly decision: CaseDecision; readonly seen: number },
): Promise<{ readonly done: Verdict<unknown, StepRefusal | 'CASE_NOTICE'>; readonly word: StepWord }> {
  const order = describeDeciding(ground, opened, decision)
  if (!isDecidedByTwo(ground, opened)) {
    const sealed = await addNotice(ground, opened, order)
    const act = async () =>
      sealed.ok ? actOnCase(ground, visit, opened, { ...sealed.value, seen, takesIt: true }) : sealed
    return { done: await act(), word: order.what }
  }
  const { kind, content } = decision
  const word = `proposed-${kind}` as const
  const proposing = { what: word, act: order.act, seen, takesIt: true, proposes: kind, content } as const
  return { done: await actOnCase(ground, visit, opened, proposing), word }
}

/** The step of a decision and what the citizen reads of it. */
export function describeDeciding(
  ground: CaseGround,
  opened: OpenedCase,
  { kind, content }: CaseDecision,
): {
  readonly what: 'granted' | 'rejected' | 'changed-to-granted' | 'changed-to-rejected' | 'decision-withdrawn'
  readonly act: CaseAct
  readonly state: DecisionKind
  readonly told: ToldEvent
  readonly content: Readonly<Record<string, unknown>>
} {
  const by = nameSpeaker(ground)
  if (kind === 'decision-withdrawn') {
    const told: ToldEvent = { by, what: kind, text: content.text }
    return { what: kind, act: 'withdraw-decision', state: kind, told, content }
  }
  const act = findDecidingAct(opened, kind) ?? 'decide'
  const isChange = act === 'change-decision'
  const told: ToldEvent = { by, what: isChange ? 'decision-changed' : 'decided', decision: content }
  return { what: isChange ? `changed-to-${kind}` : kind, act, state: kind, told, content }
}
