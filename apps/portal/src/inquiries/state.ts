import type { Outcome } from '@madoguchi/messages'

/** 照会中 and 提供機関停止中 on the way; then one of the outcomes. What was not asked yet can be asked again. */
export type InquiryState = 'asking' | 'delayed' | 'not-asked' | Outcome

export const openStates = ['asking', 'delayed'] as const satisfies readonly InquiryState[]

export function isOpen(state: InquiryState): boolean {
  return (openStates as readonly InquiryState[]).includes(state)
}
