/** Pairs of neighbours in a folded text; a text of one character is its own pair. */
export function pairsOf(folded: string): ReadonlySet<string> {
  const characters = [...folded]
  if (characters.length < 2) return new Set(characters)
  return new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`))
}

/** How much two texts have in common, 0 to 1 (Sørensen–Dice over pairs). */
function similarityOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0
  let both = 0
  for (const pair of a) if (b.has(pair)) both++
  return (2 * both) / (a.size + b.size)
}

/** The items most like a text, best first, none below a third; at most `countMax`. Equal ones keep their order. */
export function findSimilar<T>(
  folded: string,
  items: readonly { readonly item: T; readonly pairs: readonly ReadonlySet<string>[] }[],
  countMax = 3,
): readonly T[] {
  const wanted = pairsOf(folded)
  return items
    .map(({ item, pairs }) => ({ item, likeness: Math.max(0, ...pairs.map((each) => similarityOf(wanted, each))) }))
    .filter(({ likeness }) => likeness >= 1 / 3)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, countMax)
    .map(({ item }) => item)
}
