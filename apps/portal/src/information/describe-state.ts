import type { Tone } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import type { ShownState } from './state.ts'
import { informationWords } from './words.ts'

/** How a state is shown: a word and a kind sentence. */
export type DescribedState = {
  readonly label: string
  readonly tone: Tone
  /** For the citizen who waits, or reads what came of it. */
  readonly about: string
}

const tones = {
  asking: 'waiting',
  delayed: 'paused',
  'not-asked': 'warning',
  answered: 'success',
  'no-longer-kept': 'neutral',
  'nothing-to-show': 'neutral',
  'no-data': 'neutral',
  'non-disclosed': 'neutral',
  refused: 'neutral',
  'not-permitted': 'neutral',
  'no-link-code': 'neutral',
  expired: 'warning',
  withdrawn: 'neutral',
} as const satisfies Record<ShownState, Tone>

/**
 * Words for an outcome that came in a message, and for the core's reason where that has a sentence of its own; an outcome
 * that we do not know yet is shown as unknown.
 */
export function describeState(reader: Reader, state: string, reason?: string | null): DescribedState {
  const { states, coreReasons, unknownState } = informationWords(reader)
  if (!Object.hasOwn(states, state)) return { ...unknownState, tone: 'warning' }
  const known = state as ShownState
  const about = new Map(Object.entries(coreReasons)).get(reason ?? '') ?? states[known].about
  return { ...states[known], about, tone: tones[known] }
}
