/** What somebody who holds a card noticed of one question: words, counts and sizes, each a token. */
export type Observation = { readonly label: string; readonly tokens: ReadonlySet<string> }

export type Score = { readonly tries: number; readonly right: number; readonly low: number; readonly high: number }

const z99 = 2.5758

/** A token tells when its share differs so much between labels among those it learns from. */
const tellingShare = 0.6

/**
 * Tries to tell the labels apart, in two halves: learns on one which tokens tell, guesses the other, and then the other way
 * round. Naive Bayes over the tokens that tell, with Laplace's rule; where nothing tells, it draws (`draw` gives a number
 * from 0 up to 1). The interval is Wilson's, of 99 %.
 */
export function scoreClassifier(observations: readonly Observation[], draw: () => number): Score {
  const groups = [...Map.groupBy(observations, ({ label }) => label)]
  let right = 0
  for (const half of [0, 1]) {
    const learned = groups.map(([label, all]) => ({ label, all: all.filter((_, i) => i % 2 === half) }))
    const telling = findTelling(learned.map(({ all }) => all))
    const asked = groups.flatMap(([, all]) => all.filter((_, i) => i % 2 !== half))
    right += asked.filter(
      (one) => learned[guess(one, telling, { draw, labelCount: groups.length })]?.label === one.label,
    ).length
  }
  return { tries: observations.length, right, ...wilson(right, observations.length) }
}

/** The tokens that tell groups apart, each with its share in every group. */
export function findTelling(groups: readonly (readonly Observation[])[]): Map<string, readonly number[]> {
  const tokens = new Set(groups.flatMap((all) => all.flatMap((one) => [...one.tokens])))
  return new Map(
    [...tokens].flatMap((token) => {
      const counts = groups.map((all) => all.filter((one) => one.tokens.has(token)).length)
      const raw = counts.map((count, i) => count / (groups[i]?.length ?? 1))
      if (Math.max(...raw) - Math.min(...raw) < tellingShare) return []
      return [[token, counts.map((count, i) => (count + 1) / ((groups[i]?.length ?? 0) + 2))]]
    }),
  )
}

function guess(
  { tokens }: Observation,
  telling: ReadonlyMap<string, readonly number[]>,
  { draw, labelCount }: { draw: () => number; labelCount: number },
): number {
  const weights: number[] = []
  for (const [token, shares] of telling)
    for (const [i, share] of shares.entries())
      weights[i] = (weights[i] ?? 0) + Math.log(tokens.has(token) ? share : 1 - share)
  if (weights.length === 0) return Math.floor(draw() * labelCount)
  const best = Math.max(...weights)
  const equal = weights.flatMap((weight, i) => (best - weight < 1e-9 ? [i] : []))
  return equal[Math.floor(draw() * equal.length)] ?? 0
}

/** The interval of 99 % for so many of so many. */
export function wilson(right: number, tries: number): { low: number; high: number } {
  const p = right / tries
  const centre = p + z99 ** 2 / (2 * tries)
  const spread = z99 * Math.sqrt((p * (1 - p)) / tries + z99 ** 2 / (4 * tries ** 2))
  const scale = 1 + z99 ** 2 / tries
  return { low: (centre - spread) / scale, high: (centre + spread) / scale }
}
