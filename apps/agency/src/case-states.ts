/** Where a case stands. The last four are its ends; a decision that was withdrawn waits for another one. */
export const caseStates = [
  'taken',
  'in-review',
  'correction-asked',
  'corrected',
  'decision-withdrawn',
  'granted',
  'rejected',
  'withdrawn',
] as const
export type CaseState = (typeof caseStates)[number]

/** What officers decide, and the state that it leads to. */
export type DecisionKind = Extract<CaseState, 'granted' | 'rejected' | 'decision-withdrawn'>

/** What officers can do that changes where a case stands, with the states in which they can. */
const acts = {
  /** What was asked is called back by it, too. */
  'begin-review': ['taken', 'correction-asked', 'corrected', 'decision-withdrawn'],
  'ask-correction': ['taken', 'in-review', 'corrected'],
  /** Also of who never answered: 行政手続法7条. */
  decide: ['taken', 'in-review', 'correction-asked', 'corrected', 'decision-withdrawn'],
  'change-decision': ['granted', 'rejected'],
  'withdraw-decision': ['granted', 'rejected'],
  /** Who has it: whoever decided may have left when it has to be changed. */
  possess: ['taken', 'in-review', 'correction-asked', 'corrected', 'decision-withdrawn', 'granted', 'rejected'],
  /** About whom it is, questions, notes to the citizen. */
  work: ['taken', 'in-review', 'correction-asked', 'corrected', 'decision-withdrawn'],
} as const satisfies Record<string, readonly CaseState[]>
export type CaseAct = keyof typeof acts

export function canAct(state: CaseState, act: CaseAct): boolean {
  return acts[act].some((one) => one === state)
}

/** Of what an officer has still something to do, or waits for. */
export function isOpenState(state: CaseState): boolean {
  return canAct(state, 'work')
}

export const openStates: readonly CaseState[] = acts.work
