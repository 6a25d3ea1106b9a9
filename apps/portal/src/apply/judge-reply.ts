import type { CaseEvent } from '@madoguchi/filing'
import type { Reply } from '../fill/draft.ts'
import type { ShownFiling } from './read-filings.ts'

/** What an agency still works on. */
const openEvents: readonly CaseEvent['what'][] = [
  'taken',
  'in-review',
  'correction-asked',
  'corrected',
  'decision-withdrawn',
]

/** The newest event that says where a case stands: a note does not, nor that something that came later was refused. */
export function findStanding<Event extends Pick<CaseEvent, 'what'>>(events: readonly Event[]): Event | undefined {
  return events.findLast(({ what }) => what !== 'note-to-citizen' && what !== 'request-refused')
}

/**
 * Whether a filing can be answered so now, as far as was told here: its agency says the last word, by an event. A correction needs to
 * have been asked for; the rest is taken until there is a decision.
 */
export function canReply({ about, sent: { state }, events }: ShownFiling, what: Reply['what']): boolean {
  const standing = findStanding(events)?.what
  if (about === undefined || about.reply !== undefined || state !== 'filed' || standing === undefined) return false
  return what === 'correction' ? standing === 'correction-asked' : openEvents.includes(standing)
}

/** The filing whose answers hold: the last correction that was taken, or the first. */
export function getNewest({ filing, events }: Pick<ShownFiling, 'filing' | 'events'>): string {
  return events.findLast(({ what, about }) => what === 'corrected' && about !== undefined)?.about ?? filing
}

/** A card signs it where it signed the first; papers change nothing that was said, and whoever is logged in sends them. */
export function signedBy({ about }: ShownFiling, what: Reply['what']): 'card' | 'session' {
  return what === 'papers' || about === undefined ? 'session' : about.signedBy
}

/** What became of an answer to a filing. `unsent`: the core refused it, or its agency could not open it. */
type Fate = 'waiting' | 'applied' | 'refused' | 'unsent'

/** `first`: the filing that it is about. Of papers that are taken nothing more is told. */
export function fateOf(first: Pick<ShownFiling, 'events'>, { filing, about, sent, events }: ShownFiling): Fate {
  if (sent.state === 'refused' || sent.state === 'replaced') return 'unsent'
  if (events[0]?.what === 'opened-not') return 'unsent'
  const word = first.events.find((event) => event.about === filing)
  if (word !== undefined) return word.what === 'request-refused' ? 'refused' : 'applied'
  return about?.reply?.what === 'papers' && events.length > 0 ? 'applied' : 'waiting'
}
