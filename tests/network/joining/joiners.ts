import type { Read } from './listen.ts'
import { withEnclosed } from './listen.ts'

/** How like each other two messages are, of one provider and of another: the more, the likelier of one citizen. */
type Joiner = (one: Read, other: Read) => number

/** Short enough to see what a prefix shares, long enough that two random texts share none. */
const runLength = 5

/** Two providers who lay side by side all that they read, but for the moment in which it came. */
const joiners: Readonly<Record<string, Joiner>> = {
  /** Looks for no field in particular: runs of bytes that stand in both. */
  bytes: (one, other) => listRuns(one).intersection(listRuns(other)).size,
  place: (one, other) => -Math.abs(one.place - other.place),
  index: compareProofs(({ index }) => index),
  size: compareProofs(({ size }) => size),
  instants: (one, other) => -Math.abs(endOf(one) - endOf(other)),
}

/** A round: what two citizens' questions looked like to one provider and to another, in the same order of citizens. */
export type Round = { readonly one: readonly [Read, Read]; readonly other: readonly [Read, Read] }

/** How often the joiner puts the right two together; where it cannot say, it is right in half of the cases. */
function countRight(rounds: readonly Round[], joiner: Joiner): number {
  return rounds.reduce((right, { one, other }) => {
    const straight = joiner(one[0], other[0]) + joiner(one[1], other[1])
    const crossed = joiner(one[0], other[1]) + joiner(one[1], other[0])
    return right + (straight === crossed ? 0.5 : straight > crossed ? 1 : 0)
  }, 0)
}

/** The joiners that do better or worse than a coin: one in a hundred thousand coins would be taken for one. */
export function findJoiners(rounds: readonly Round[]): string[] {
  const deviations = 4.5
  const allowed = (deviations * Math.sqrt(rounds.length)) / 2
  return Object.keys(joiners).filter((name) => {
    const right = countRight(rounds, joiners[name] as Joiner)
    return Math.abs(right - rounds.length / 2) > allowed
  })
}

const runs = new WeakMap<Read, Set<string>>()

function listRuns(read: Read): Set<string> {
  const known = runs.get(read)
  if (known !== undefined) return known
  const text = Buffer.from(read.bytes).toString('latin1')
  const found = new Set(Array.from({ length: text.length - runLength + 1 }, (_, i) => text.slice(i, i + runLength)))
  runs.set(read, found)
  return found
}

function compareProofs(read: (proof: { index: number; size: number }) => number): Joiner {
  return (one, other) => {
    const [mine, theirs] = [one, other].map(({ bytes }) => withEnclosed(bytes).map(({ envelope }) => read(envelope)))
    return (mine ?? []).filter((value, i) => value === theirs?.[i]).length
  }
}

function endOf({ bytes }: Read): number {
  return withEnclosed(bytes).reduce((sum, { content }) => sum + content.notAfter, 0)
}
