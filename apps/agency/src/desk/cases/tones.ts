import type { Tone } from '@madoguchi/ui'
import type { CaseState } from '../../case-states.ts'

/** How the chip of a state looks; its word says the same. */
export const caseTones = {
  taken: 'info',
  'in-review': 'info',
  'correction-asked': 'paused',
  corrected: 'waiting',
  'decision-withdrawn': 'waiting',
  granted: 'success',
  rejected: 'neutral',
  withdrawn: 'neutral',
} as const satisfies Record<CaseState, Tone>
