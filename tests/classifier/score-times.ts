import type { Score } from './classify.ts'
import { wilson } from './classify.ts'

/** How long each thing took for one question, in milliseconds as the clock of whoever watches gave them. */
export type Timed = { readonly label: string; readonly times: Readonly<Record<string, number>> }

type Rule = { readonly channel: string; readonly cuts: readonly number[]; readonly labels: readonly string[] }

/** Into as many ranges a channel is cut. */
const rangeCounts = [2, 3, 4, 6]

/**
 * Tries to tell the labels apart by raw times. On one half it looks for the channel and the thresholds (between ranks) by which
 * most are guessed rightly, guesses the other half by these, and then the other way round. What happens to fit one half by
 * chance is right in the other as often as chance. The interval is Wilson's, of 99 %.
 */
export function scoreTimes(seen: readonly Timed[]): Score {
  const groups = [...Map.groupBy(seen, ({ label }) => label).values()]
  let right = 0
  for (const half of [0, 1]) {
    const learned = groups.flatMap((all) => all.filter((_, i) => i % 2 === half))
    const asked = groups.flatMap((all) => all.filter((_, i) => i % 2 !== half))
    const rule = findRule(learned)
    right += rule === undefined ? 0 : countRight(asked, rule)
  }
  return { tries: seen.length, right, ...wilson(right, seen.length) }
}

function findRule(learned: readonly Timed[]): Rule | undefined {
  const channels = Object.keys(learned[0]?.times ?? {})
  const rules = channels.flatMap((channel) => rangeCounts.map((count) => makeRule(learned, channel, count)))
  return rules.sort((a, b) => countRight(learned, b) - countRight(learned, a))[0]
}

/** Ranges of equally many, and in each the label that is the most frequent there. */
function makeRule(learned: readonly Timed[], channel: string, count: number): Rule {
  const sorted = learned.map(({ times }) => times[channel] ?? 0).sort((a, b) => a - b)
  const cuts = Array.from({ length: count - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / count)] ?? 0)
  const labels = Array.from({ length: count }, (_, range) => {
    const inRange = learned.filter(({ times }) => rangeOf(times[channel] ?? 0, cuts) === range)
    const byLabel = [...Map.groupBy(inRange, ({ label }) => label)].sort((a, b) => b[1].length - a[1].length)
    return byLabel[0]?.[0] ?? learned[0]?.label ?? ''
  })
  return { channel, cuts, labels }
}

function countRight(asked: readonly Timed[], { channel, cuts, labels }: Rule): number {
  return asked.filter(({ label, times }) => labels[rangeOf(times[channel] ?? 0, cuts)] === label).length
}

function rangeOf(value: number, cuts: readonly number[]): number {
  const first = cuts.findIndex((cut) => value < cut)
  return first === -1 ? cuts.length : first
}
