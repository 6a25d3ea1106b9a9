import { formatDate } from '@madoguchi/kit'
import type { TimelineProps } from '@madoguchi/ui'
import { formatDateTime } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import type { ShownEvent } from './read-filings.ts'
import { applyWords } from './words.ts'

const tones = {
  taken: 'success',
  'opened-not': 'error',
  'in-review': 'neutral',
  'correction-asked': 'warning',
  corrected: 'neutral',
  'request-refused': 'warning',
  decided: 'success',
  'decision-changed': 'warning',
  'decision-withdrawn': 'warning',
  withdrawn: 'neutral',
  'note-to-citizen': 'neutral',
} as const

/** An event as a step on the line: what, when, by whom, and what it says. */
export function sayEvent(
  { what, at, by, text, fields = [], until, decision }: ShownEvent,
  nameField: (field: string) => string,
  reader: Reader,
): TimelineProps['steps'][number] {
  const { filing: copy, events } = applyWords(reader)
  const taken = what === 'taken' ? [copy.takenAbout] : []
  return {
    tone: decision?.outcome === 'rejected' ? 'neutral' : tones[what],
    title: events[what].label,
    facts: [formatDateTime(new Date(at)), copy.by(by), ...taken, ...(text?.split('\n') ?? [])],
    lines: [
      ...fields.map(({ field, words }) => copy.askedOf(nameField(field), words)),
      ...(until === undefined ? [] : [copy.until(formatDate(until))]),
      ...(decision === undefined ? [] : [copy.decided[decision.outcome]]),
    ],
  }
}
