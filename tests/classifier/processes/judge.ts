import type { Dice } from '../../faults/dice.ts'
import type { Observation, Score } from '../classify.ts'
import { findTelling, scoreClassifier } from '../classify.ts'
import { scoreTimes } from '../score-times.ts'
import type { Seen } from './watch-question.ts'

export type Judged = {
  readonly name: string
  readonly isGood: boolean
  /** By everything that was seen, times in steps among it; and by raw times alone. */
  readonly byTokens: Score
  readonly byTimes: Score
  /** Lines, counts, sizes and steps of time that show for one and not for another. */
  readonly telling: readonly string[]
  readonly raw: readonly { readonly label: string; readonly person: number; readonly times: Seen['times'] }[]
}

/**
 * `planted`: how a program told, where one did; then it must be found, by times alone where it told by time: raw ones, or the steps
 * in which they stand beside the rest.
 */
export function judge(
  name: string,
  seen: readonly Seen[],
  { dice, planted }: { dice: Dice; planted?: 'tokens' | 'times' | undefined },
): Judged {
  // By round and person: the halves that learn and guess hold other people each.
  const sorted = [...seen].sort((a, b) => a.round - b.round || a.person - b.person)
  const byTokens = scoreClassifier(sorted, dice.roll)
  const byTimes = scoreTimes(sorted)
  const groups = [...Map.groupBy(sorted, ({ label }) => label).values()]
  const chance = 1 / groups.length
  const telling = [...findTelling(groups).keys()]
  const holdsChance = ({ low, high }: Score) => low <= chance && chance <= high
  const isGood =
    planted === undefined
      ? holdsChance(byTokens) && holdsChance(byTimes) && telling.length === 0
      : planted === 'times'
        ? byTimes.low > chance || scoreClassifier(sorted.map(onlyTimes), dice.roll).low > chance
        : byTokens.low > chance
  const raw = sorted.map(({ label, person, times }) => ({ label, person, times }))
  return { name, isGood, byTokens, byTimes, telling, raw }
}

function onlyTimes({ label, tokens }: Seen): Observation {
  return { label, tokens: new Set([...tokens].filter((token) => token.startsWith('time '))) }
}

const shownMax = 10

export function renderJudged({ name, isGood, byTokens, byTimes, telling }: Judged): string {
  const lines = [
    `${name.padEnd(14)} ${isGood ? 'good    ' : 'NOT GOOD'} all that is seen ${render(byTokens)}   raw times ${render(byTimes)}   ${telling.length} lines tell`,
    ...(isGood ? [] : telling.slice(0, shownMax).map((line) => `  ✖ ${line.slice(0, 200)}`)),
  ]
  return `${lines.join('\n')}\n`
}

function render({ right, tries, low, high }: Score): string {
  const percent = (share: number) => (100 * share).toFixed(1)
  return `${right} of ${tries} (${percent(right / tries)} %; 99 %: ${percent(low)} to ${percent(high)})`
}
