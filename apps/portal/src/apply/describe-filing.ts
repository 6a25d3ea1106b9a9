import type { Tone } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { findStanding } from './judge-reply.ts'
import type { ShownFiling } from './read-filings.ts'
import { applyWords } from './words.ts'

/** Where a filing stands, in a word, and what is next for its citizen. */
type Standing = { readonly tone: Tone; readonly label: string; readonly next: string }

const toneOfState = { sent: 'waiting', filed: 'waiting', refused: 'error', replaced: 'neutral' } as const

const toneOfEvent = {
  taken: 'info',
  'opened-not': 'error',
  'in-review': 'info',
  'correction-asked': 'warning',
  corrected: 'info',
  'request-refused': 'warning',
  decided: 'success',
  'decision-changed': 'warning',
  'decision-withdrawn': 'warning',
  withdrawn: 'neutral',
  'note-to-citizen': 'info',
} as const

export function describeStanding({ sent: { state, reason }, events }: ShownFiling, reader: Reader): Standing {
  const { states, events: words, refusals, refusedBetween } = applyWords(reader)
  const last = findStanding(events) ?? events.at(-1)
  if (state === 'filed' && last !== undefined) {
    const isRejected = last.decision?.outcome === 'rejected'
    return { tone: isRejected ? 'neutral' : toneOfEvent[last.what], ...words[last.what] }
  }
  const why = state === 'refused' && reason !== undefined ? (refusals[reason] ?? refusedBetween) : ''
  return { tone: toneOfState[state], label: states[state].label, next: `${states[state].next}${why}` }
}

/** Whether its agency could not open it, so that its citizen may send it again; or the core refused it. */
export function isToSendAgain({ sent: { state }, events }: Pick<ShownFiling, 'sent' | 'events'>): boolean {
  return state === 'refused' || (state === 'filed' && events.at(-1)?.what === 'opened-not')
}
