import type { Outcome } from '@madoguchi/messages'

/**
 * 照会中 and 提供機関停止中 on the way; then one of the outcomes; of an answer 保存期間終了 at last. What was not asked yet, and what is no longer
 * kept, can be asked again.
 */
export type InquiryState = 'asking' | 'delayed' | 'not-asked' | 'no-longer-kept' | Ending

/** What is put into words: also how questions of agencies ended, in a history. */
export type ShownState = InquiryState | Outcome

export const openStates = ['asking', 'delayed'] as const satisfies readonly InquiryState[]

/**
 * A person's own question that brings no data ends in one way, whatever about them is the cause: a provider of before says
 * more, and nobody is told.
 */
type Cause = 'no-data' | 'non-disclosed' | 'no-link-code'
type Ending = Exclude<Outcome, Cause>
const causes: Readonly<Record<Cause, true>> = { 'no-data': true, 'non-disclosed': true, 'no-link-code': true }

/**
 * The outcome of a person's own question, as it is kept and shown. A provider of before (`isOfBefore`) also refused where it
 * held an answer for an officer.
 */
export function endingOf(outcome: Outcome, isOfBefore = false): Ending {
  if (isOfBefore && outcome === 'refused') return 'nothing-to-show'
  return isCause(outcome) ? 'nothing-to-show' : outcome
}

function isCause(outcome: Outcome): outcome is Cause {
  return Object.hasOwn(causes, outcome)
}

export function isOpen(state: InquiryState): boolean {
  return (openStates as readonly InquiryState[]).includes(state)
}

/** Ended by the provider's own word, which it can look at again. */
export function canBeChecked(state: InquiryState): boolean {
  return state === 'answered' || state === 'nothing-to-show'
}
